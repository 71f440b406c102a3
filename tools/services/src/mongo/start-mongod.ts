import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { EngineContext } from '../engine-contract.js';
import { startDaemon, waitForDaemon } from '../process/daemon.js';
import { pingMongo } from './ping-mongo.js';

/** Starts a `mongod` as a replica set of one, without which there are no transactions and no change streams. */
export async function startMongod(command: string, port: number, context: EngineContext): Promise<string> {
  const data = join(context.folder, 'data-mongod');
  mkdirSync(data, { recursive: true });
  const args = ['--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'rs0'];
  const daemon = { name: 'mongod', folder: context.folder };
  context.report('starting');
  await startDaemon({ ...daemon, command, args, stopSignal: 'SIGTERM' });
  const direct = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  await waitForDaemon(daemon, () => pingMongo(direct));
  await initiate(direct, `127.0.0.1:${port}`);
  const uri = `mongodb://127.0.0.1:${port}/?replicaSet=rs0`;
  await waitForDaemon(daemon, () => isPrimary(uri));
  return uri;
}

/** Also when the set exists: it remembers a port that this start may not have. */
async function initiate(uri: string, host: string): Promise<void> {
  const client = new MongoClient(uri);
  const members = [{ _id: 0, host }];
  try {
    const admin = client.db('admin');
    const { setName } = await admin.command({ hello: 1 });
    if (setName === undefined && !(await isInitiated(client)))
      await admin.command({ replSetInitiate: { _id: 'rs0', members } });
    else {
      const { config } = await admin.command({ replSetGetConfig: 1 });
      const { version } = config as { readonly version: number };
      const next = { _id: 'rs0', version: version + 1, members };
      await admin.command({ replSetReconfig: next, force: true });
    }
  } finally {
    await client.close();
  }
}

async function isInitiated(client: MongoClient): Promise<boolean> {
  return (await client.db('local').collection('system.replset').countDocuments()) > 0;
}

async function isPrimary(uri: string): Promise<true | undefined> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 1_000 });
  try {
    await client.db('admin').command({ ping: 1 }, { readPreference: 'primary' });
    return true;
  } catch {
    return undefined;
  } finally {
    await client.close();
  }
}
