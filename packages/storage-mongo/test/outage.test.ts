import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { systemSchema, type ClassSchema } from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { expect, test } from 'vitest';
import { mongoStorage } from '../src/index.js';
import { testContext } from './support/test-context.js';

const schema: ClassSchema = { className: 'Thing', fields: {}, permissions: {}, indexes: {} };
const everything = { op: 'everything' } as const;

/** A way to the server that can be cut: what an outage looks like to the driver. */
async function cuttableWay(host: string, port: number) {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server: Server = createServer((socket) => {
    if (isCut) {
      socket.destroy();
      return;
    }
    const target = connect(port, host);
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
