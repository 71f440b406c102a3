import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import { ConfigError, StorageError } from '@parse/core';
import type { OptionsResolution } from '../options/resolve-options.js';
import { serverVersion } from '../server-version.js';
import { gatherOptions, type GatheredOptions } from './gather-options.js';
import { helpText } from './help-text.js';
import { clientCall } from './client/client-command.js';
import { jobsCommand } from './client/jobs-command.js';
import { typesCommand } from './client/types-command.js';
import { readArguments, readDevelopmentArguments, type Arguments } from './read-arguments.js';
import { resolveGathered } from './resolve-gathered.js';
import { runCluster } from './run-cluster.js';
import { runDevelopment } from './run-development.js';
import { runServer } from './run-server.js';
import { terminationSignal } from './termination-signal.js';
import { announce } from './welcome.js';

/** Where data and development keys are kept when nothing else is said. */
const dataFolder = './parse-data';

/** Runs the command line; resolves with the exit code when the command has ended, or the server that it started. */
export async function main(args: readonly string[]): Promise<number> {
  const [command, ...others] = args;
  switch (command) {
    case 'dev':
      return explained('parse-server cannot start', () => serve(readDevelopmentArguments(others), true));
    case 'jobs':
      return explained('parse-server jobs', async () => jobsCommand(await clientCall(others, dataFolder)));
    case 'types':
      return explained('parse-server types', async () => typesCommand(await clientCall(others, dataFolder)));
    case undefined:
    default:
      return explained('parse-server cannot start', () => serve(readArguments(args), false));
  }
}

/** The exit code of a command; what the operator can mend is explained and ends with 1. */
async function explained(title: string, command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (ConfigError.isInstance(error)) {
      process.stderr.write(explain(title, error.problems));
      return 1;
    }
    if (StorageError.isInstance(error)) {
      process.stderr.write(explain(title, [withReason(error)]));
      return 1;
    }
    throw error;
  }
}

async function serve(given: Arguments, isDevelopment: boolean): Promise<number> {
  if (given.help || given.version) {
    process.stdout.write(given.help ? helpText() : `${serverVersion()}\n`);
    return 0;
  }
  const gathered = await gatherOptions(given, {
    environment: process.env,
    interactive: process.stdin.isTTY && process.stdout.isTTY,
    dataFolder,
  });
  await run(gathered, resolveGathered(gathered), isDevelopment);
  return 0;
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

function explain(title: string, problems: readonly string[]): string {
  const list = problems.map((problem) => `  - ${problem}\n`).join('');
  return `${title}:\n\n${list}\nparse-server --help lists all options.\n`;
}
