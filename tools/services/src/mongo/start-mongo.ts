import { startEngine } from '../documentdb/start-engine.js';
import { startGateway } from '../documentdb/start-gateway.js';
import type { Engine, EngineContext } from '../engine-contract.js';
import { findCommand } from '../process/find-command.js';
import { choosePort } from '../process/free-port.js';
import type { Service } from '../service-names.js';
import { downloadMongod } from './download-mongod.js';
import { startMongod } from './start-mongod.js';
import { mongoVersion } from './ping-mongo.js';

/**
 * In this order: a `mongod` on PATH; one that is downloaded, where `PARSE_TEST_MONGO_DOWNLOAD` gives its
 * version; DocumentDB, a MongoDB-compatible engine from Debian.
 */
export const mongo: Engine = { start, adopt };

async function adopt(uri: string): Promise<Service> {
  return { name: 'mongo', uri, ...(await mongoVersion(uri, 10_000)) };
}

async function start(context: EngineContext): Promise<Service> {
  const port = context.port ?? (await choosePort('PARSE_TEST_MONGO_PORT'));
  const mongod = findCommand('mongod') ?? (await downloadMongod(context));
  if (mongod !== undefined) return adopt(await startMongod(mongod, port, context));
  const engine = await startEngine(context);
  const uri = await startGateway(engine, context.folder, port);
  return { name: 'mongo', engine: 'DocumentDB', version: engine.version, uri };
}
