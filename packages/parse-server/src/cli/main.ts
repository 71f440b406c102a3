import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { ConfigError, StorageError } from '@parse/core';
import { resolveOptions, type OptionsResolution } from '../options/resolve-options.js';
import { serverVersion } from '../server-version.js';
import { gatherOptions, type GatheredOptions } from './gather-options.js';
import { helpText } from './help-text.js';
import { readArguments, readDevelopmentArguments } from './read-arguments.js';
import { runCluster } from './run-cluster.js';
import { runDevelopment } from './run-development.js';
import { runServer } from './run-server.js';
import { terminationSignal } from './termination-signal.js';
import { announce } from './welcome.js';

/** Where data and development keys are kept when nothing else is said. */
const dataFolder = './parse-data';

/** Runs the command line; resolves with the exit code when the server has ended. */
export async function main(args: readonly string[]): Promise<number> {
  const isDevelopment = args[0] === 'dev';
  const given = isDevelopment ? readDevelopmentArguments(args.slice(1)) : readArguments(args);
  if (given.help || given.version) {
    process.stdout.write(given.help ? helpText() : `${serverVersion()}\n`);
    return 0;
  }
  try {
    const gathered = await gatherOptions(given, {
      environment: process.env,
      interactive: process.stdin.isTTY && process.stdout.isTTY,
      dataFolder,
    });
    await run(gathered, resolve(gathered), isDevelopment);
    return 0;
  } catch (error) {
    if (ConfigError.isInstance(error)) {
      process.stderr.write(explain(error.problems));
      return 1;
    }
    if (StorageError.isInstance(error)) {
      process.stderr.write(explain([withReason(error)]));
      return 1;
    }
    throw error;
  }
}

/** A server started by hand reaches itself under its own port, unless that is known only when it listens. */
function resolve({ options, problems, warnings }: GatheredOptions): OptionsResolution {
  const first = resolveOptions(options, problems);
  const { port, mountPath, serverURL } = first.options;
  const own = port === 0 ? undefined : `http://localhost:${port}${mountPath === '/' ? '' : mountPath}`;
  return {
    options: { ...first.options, serverURL: serverURL ?? own },
    warnings: [...warnings, ...first.warnings],
  };
}

async function run(
  gathered: GatheredOptions,
  resolution: OptionsResolution,
  isDevelopment: boolean,
): Promise<void> {
  const { cluster: processes } = resolution.options;
  const signal = terminationSignal();
  const onServing = (port: number): void => {
    announce(resolution.options, port, gathered.development);
  };
  if (isDevelopment) {
    await runDevelopment({ resolution, onServing, signal });
    return;
  }
  if (cluster.isPrimary && processes !== undefined && processes !== false) {
    await runCluster({
      processes: processes === true ? availableParallelism() : processes,
      // Workers read the same settings; they must not decide anew whether somebody tries things out.
      environment: gathered.development === undefined ? {} : { PARSE_SERVER_DEV: '1' },
      onServing,
      signal,
      ...resolution,
    });
    return;
  }
  await runServer({ resolution, onServing: cluster.isPrimary ? onServing : () => undefined, signal });
  // The channel to the primary would keep a worker alive.
  cluster.worker?.disconnect();
}

/** What the database or its driver said goes to the operator, who is the one to read it, and to nobody else. */
function withReason({ message, cause }: StorageError): string {
  return cause instanceof Error && cause.message !== '' ? `${message}: ${cause.message}` : message;
}

function explain(problems: readonly string[]): string {
  const list = problems.map((problem) => `  - ${problem}\n`).join('');
  return `parse-server cannot start:\n\n${list}\nparse-server --help lists all options.\n`;
}
