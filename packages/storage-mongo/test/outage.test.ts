import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { systemSchema, type ClassSchema, type StorageAdapter } from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { expect, test } from 'vitest';
import { mongoStorage } from '../src/index.js';
import { testContext } from './support/test-context.js';

const schema: ClassSchema = { className: 'Thing', fields: {}, permissions: {}, indexes: {} };
const everything = { op: 'everything' } as const;
const few = { limit: 5 };

/** A way to the server that can be cut: what an outage looks like to the driver. */
async function cuttableWay(host: string, port: number) {
  const sockets = new Set<Socket>();
  let isCut = false;
  let cutsNext = false;
  const server: Server = createServer((socket) => {
    if (isCut) {
      socket.destroy();
      return;
    }
    const target = connect(port, host);
    socket.on('data', (bytes) => {
      if (!cutsNext || !bytes.includes('Thing')) return;
      cutsNext = false;
      socket.destroy();
    });
    for (const [end, other] of [
      [socket, target],
      [target, socket],
    ] as const) {
      sockets.add(end);
      end.pipe(other);
      end.on('error', () => other.destroy());
      end.on('close', () => sockets.delete(end));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    /** Breaks the connection of the next command that names the class. */
    cutNext: () => {
      cutsNext = true;
    },
    mend: () => {
      isCut = false;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

test('calls fail cleanly while the database is away, and succeed once it is back', async () => {
  const { uri, name } = await freshDatabase('mongo');
  const { hostname, port } = new URL(uri.replace(/,[^/]*/, ''));
  const way = await cuttableWay(hostname, Number(port || 27017));
  const storage = mongoStorage({
    uri: `mongodb://127.0.0.1:${way.port}/${name}`,
    watchClasses: false,
    driver: { directConnection: true, serverSelectionTimeoutMS: 500, heartbeatFrequencyMS: 500 },
  });
  await storage.open(testContext);
  try {
    await storage.insert(schema, { objectId: 'a' });
    way.cut();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => storage.count(schema, everything)),
    );
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'connection' } });
    }
    way.mend();
    await expect.poll(() => storage.count(schema, everything).catch(() => -1), { timeout: 5000 }).toBe(1);
  } finally {
    await storage.close();
    way.close();
  }
});

test.each([
  ['a find', async (storage: StorageAdapter) => (await storage.find(schema, everything, {})).length],
  [
    'a find of a few',
    async (storage: StorageAdapter) => (await storage.find(schema, everything, few)).length,
  ],
  ['a count', async (storage: StorageAdapter) => storage.count(schema, everything)],
])('%s is tried again when its connection breaks, unless the driver is told not to', async (_name, read) => {
  const { uri, name } = await freshDatabase('mongo');
  const { hostname, port } = new URL(uri.replace(/,[^/]*/, ''));
  const way = await cuttableWay(hostname, Number(port || 27017));
  const driver = { directConnection: true, heartbeatFrequencyMS: 500 };
  const storageWith = (retryReads: boolean) =>
    mongoStorage({
      uri: `mongodb://127.0.0.1:${way.port}/${name}`,
      watchClasses: false,
      driver: { ...driver, retryReads },
    });
  const [trying, failing] = [storageWith(true), storageWith(false)];
  await trying.open(testContext);
  await failing.open(testContext);
  try {
    await trying.insert(schema, { objectId: 'a' });
    way.cutNext();
    expect(await read(trying)).toBe(1);
    way.cutNext();
    await expect(read(failing)).rejects.toMatchObject({ kind: 'connection' });
  } finally {
    await trying.close();
    await failing.close();
    way.close();
  }
});

test('a database that cannot be reached fails to open, and can be opened later', async () => {
  const nobody = mongoStorage({ uri: 'mongodb://127.0.0.1:1/x', driver: { serverSelectionTimeoutMS: 100 } });
  await expect(nobody.open(testContext)).rejects.toMatchObject({ kind: 'connection' });
  await expect(nobody.count(schema, everything)).rejects.toMatchObject({ kind: 'connection' });
});

test('options that the driver does not know are told before anything is opened', async () => {
  const storage = mongoStorage({ uri: 'mongodb://' });
  await expect(storage.open(testContext)).rejects.toThrow(/not valid/);
});

test('a document that is larger than MongoDB holds is refused as too large', async () => {
  const { uri } = await freshDatabase('mongo', 'large');
  const storage = mongoStorage({ uri, watchClasses: false });
  await storage.open(testContext);
  const hooks = systemSchema('_Hooks') ?? schema;
  const url = 'x'.repeat(17 * 1024 * 1024);
  await expect(storage.insert(hooks, { objectId: 'a', url })).rejects.toMatchObject({ kind: 'too-large' });
  await storage.close();
});
