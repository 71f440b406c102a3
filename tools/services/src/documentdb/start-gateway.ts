import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { startDaemon, waitForDaemon } from '../process/daemon.js';
import { runOrThrow } from '../process/run-command.js';
import { packageFolder } from '../service-folders.js';
import { pingMongo } from '../mongo/ping-mongo.js';
import type { DocumentDbEngine } from './start-engine.js';

/** Starts the process that speaks MongoDB's wire protocol for the engine, and resolves when it answers. */
export async function startGateway(engine: DocumentDbEngine, folder: string, port: number): Promise<string> {
  await compile();
  const daemon = { name: 'gateway', folder };
  const env = {
    ...process.env,
    GATEWAY_PORT: String(port),
    GATEWAY_POSTGRES_SOCKET: engine.socketFolder,
    GATEWAY_POSTGRES_PORT: String(engine.port),
  };
  const args = [join(packageFolder(), 'dist/gateway/main.js')];
  await startDaemon({ ...daemon, command: process.execPath, args, env, stopSignal: 'SIGTERM' });
  const uri = `mongodb://127.0.0.1:${port}/`;
  await waitForDaemon(daemon, () => pingMongo(uri));
  return uri;
}

/** A process of its own cannot run TypeScript on every Node we support; tests run from source. */
async function compile(): Promise<void> {
  const compiler = createRequire(import.meta.url).resolve('@typescript/native/package.json');
  await runOrThrow(process.execPath, [join(dirname(compiler), 'bin/tsc'), '-b', packageFolder()]);
}
