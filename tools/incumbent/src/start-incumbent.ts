import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { installIncumbent } from './install-incumbent.js';

/** What a parse-server is started with. */
export interface IncumbentOptions {
  /** `mongodb://…` or `postgres://…`. */
  readonly databaseURI: string;
  readonly appId?: string;
  readonly masterKey?: string;
  /** The absolute path of a file of Cloud Code. */
  readonly cloud?: string;
  /** The classes LiveQuery publishes; its WebSocket server then listens on the same port. */
  readonly liveQueryClasses?: readonly string[];
  /**
   * Further options of parse-server, as JSON; they go before the defaults given here. For a function, at any depth, stands
   * `{ function: path }`: a CommonJS module whose export is called with the server's address, and returns it.
   */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Added to its environment, which is otherwise empty but for what a process needs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Told of the installation's progress. */
  readonly report?: (line: string) => void;
}

/** A parse-server that answers. */
export interface Incumbent {
  readonly serverURL: string;
  readonly appId: string;
  readonly masterKey: string;
  readonly pid: number;
  readonly port: number;
  /** Everything it has printed so far. */
  readonly output: () => string;
  /** Ends the process and resolves when it is gone; again has no effect. */
  readonly stop: () => Promise<void>;
}

const startsWithin = 90_000;

/**
 * Starts npm's parse-server in a process of its own, installed first if it is not, and resolves when GET
 * /health says ok. The system chooses the port. Nothing of this process's environment reaches it, and it ends
 * with this process at the latest. Rejects with what it printed when it does not come up.
 */
export async function startIncumbent(options: IncumbentOptions): Promise<Incumbent> {
  const folder = await installIncumbent(options.report);
  const appId = options.appId ?? 'incumbent';
  const masterKey = options.masterKey ?? 'incumbent-master-key';
  const child = fork(join(dirname(import.meta.dirname), 'runner.js'), {
    cwd: folder,
    env: { ...ownEnvironment(), ...options.env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = collectOutput(child);
  const stop = (): Promise<void> => end(child);
  try {
    child.send({ folder, options: serverOptions(options, appId, masterKey) });
    const port = await announcedPort(child);
    const serverURL = `http://127.0.0.1:${port}/parse`;
    await checkHealth(serverURL);
    return { serverURL, appId, masterKey, pid: child.pid ?? 0, port, output, stop };
  } catch (cause) {
    await stop();
    throw new Error(`parse-server did not start: ${messageOf(cause)}\n${output()}`, { cause });
  }
}

function serverOptions(
  options: IncumbentOptions,
  appId: string,
  masterKey: string,
): Readonly<Record<string, unknown>> {
  return {
    databaseURI: options.databaseURI,
    appId,
    masterKey,
    // It otherwise writes a folder of logs where it runs.
    logsFolder: null,
    ...(options.cloud === undefined ? {} : { cloud: options.cloud }),
    ...(options.liveQueryClasses === undefined
      ? {}
      : { liveQuery: { classNames: options.liveQueryClasses } }),
    ...options.options,
  };
}

/** An option that the environment sets would not be ours. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP'];
  const entries = Object.entries(process.env).filter(([name]) => kept.includes(name));
  return { ...Object.fromEntries(entries), NODE_ENV: 'production' };
}

function collectOutput(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  }
  return () => text;
}

/** The runner says on which port it listens once the server has started. */
async function announcedPort(child: ChildProcess): Promise<number> {
  const controller = new AbortController();
  const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(startsWithin)]);
  child.once('close', () => controller.abort(new Error('its process has ended')));
  const [message] = (await once(child, 'message', { signal })) as [{ readonly port: number }];
  return message.port;
}

async function checkHealth(serverURL: string): Promise<void> {
  const response = await fetch(`${serverURL}/health`, { signal: AbortSignal.timeout(startsWithin) });
  const body = await response.text();
  if (!response.ok) throw new Error(`GET /health is ${response.status}: ${body}`);
}

/** What it is asked to do it has done when it answered; there is nothing a kill could lose. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
