import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startIncumbent } from '@tools/incumbent';
import { app } from '../api/api-request.js';
import type { Probe, ProbeListener } from '../probe/listen-for-probes.js';
import type { ServerKind } from './server-kinds.js';
import { nextMessage } from './next-message.js';

/** What a server process is told to serve. */
export interface ServeRequest {
  readonly kind: Exclude<ServerKind, 'incumbent'>;
  readonly databaseURI: string;
  /** The URL of the module `parse-server` that ours is. */
  readonly parseServer: string;
  readonly cloud?: ServedCloudCode;
}

/** The Cloud Code of a server: the absolute path of its main file, and whether its SDK skips HTTP. */
export interface ServedCloudCode {
  readonly main: string;
  readonly directAccess: boolean;
}

/** What it says then. */
export type ServeAnswer = { readonly origin: string } | { readonly failure: string };

/** A server in a process of its own that answers and can be measured. */
export interface ServerProcess {
  readonly origin: string;
  readonly probe: Probe;
  readonly stop: () => Promise<void>;
}

/** Starts a server, whichever it is, with NODE_ENV=production. Ends with this process at the latest. */
export async function startServerProcess(
  request: Omit<ServeRequest, 'kind'> & { readonly kind: ServerKind },
  probes: ProbeListener,
): Promise<ServerProcess> {
  const { kind } = request;
  return kind === 'incumbent' ? startTheirs(request, probes) : startForked({ ...request, kind }, probes);
}

async function startTheirs(
  { databaseURI, cloud }: Omit<ServeRequest, 'kind'>,
  probes: ProbeListener,
): Promise<ServerProcess> {
  const { appId, masterKey } = app;
  const server = await startIncumbent({
    databaseURI,
    appId,
    masterKey,
    options: { silent: true, verbose: false, logLevel: 'error' },
    ...(cloud && { cloud: cloud.main }),
    env: probes.environment,
  });
  return {
    origin: `http://127.0.0.1:${server.port}`,
    probe: await probes.probeOf(server.pid),
    stop: server.stop,
  };
}

async function startForked(request: ServeRequest, probes: ProbeListener): Promise<ServerProcess> {
  const child = fork(join(import.meta.dirname, 'serve.js'), {
    env: { ...process.env, ...probes.environment, NODE_ENV: 'production' },
    execArgv: [],
  });
  child.send(request);
  const answer = await nextMessage<ServeAnswer>(child);
  if ('failure' in answer) {
    child.kill();
    throw new Error(`${request.kind} did not start: ${answer.failure}`);
  }
  return {
    origin: answer.origin,
    probe: await probes.probeOf(child.pid ?? 0),
    stop: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
