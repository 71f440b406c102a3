import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import {
  resolveFieldPath,
  StorageError,
  type ClassSchema,
  type FieldOp,
  type LogLevel,
  type StorageAdapter,
} from '@parse/core/adapter';
import { freshDatabase } from '@tools/services';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { postgresStorage } from '../src/index.js';
import { testContext } from './test-context.js';

const schema: ClassSchema = {
  className: 'Count',
  fields: { objectId: { type: 'String' }, n: { type: 'Number' }, s: { type: 'String' } },
  permissions: {},
  indexes: {},
};
const key = (name: string) => resolveFieldPath(schema, name);
const plusOne: readonly FieldOp[] = [{ op: 'increment', target: { field: 'n', path: [] }, amount: 1 }];

let uri: string;
let storage: StorageAdapter;
let admin: Client;
beforeAll(async () => {
  ({ uri } = await freshDatabase('postgres'));
  storage = postgresStorage({ uri });
  await storage.open(testContext);
  await storage.createClass(schema);
  admin = new Client({ connectionString: uri });
  await admin.connect();
});
afterAll(async () => {
  await storage.close();
  await admin.end();
});

/** Ends every connection of the adapter, as a restarted server does. */
async function cutConnections(): Promise<void> {
  await admin.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
}

async function kindOf(call: Promise<unknown>): Promise<string> {
  const outcome: unknown = await call.then(
    () => 'success',
    (error: unknown) => error,
  );
  return StorageError.isInstance(outcome) ? outcome.kind : String(outcome);
}

test('writers whose connections are cut fail cleanly or have written, and the next write succeeds', async () => {
  await storage.insert(schema, { objectId: 'cut', n: 0 });
  const where = { op: 'equal', key: key('objectId'), value: 'cut' } as const;
  const outcomes: Promise<string>[] = [];
  for (let round = 0; round < 5; round += 1) {
    for (let writer = 0; writer < 20; writer += 1)
      outcomes.push(kindOf(storage.update(schema, where, plusOne)));
    await cutConnections();
  }
  const kinds = await Promise.all(outcomes);
  expect(kinds.filter((kind) => kind !== 'success' && kind !== 'connection')).toEqual([]);
  await storage.update(schema, where, plusOne);
  const [row] = await storage.find(schema, where, {});
  const acknowledged = kinds.filter((kind) => kind === 'success').length + 1;
  expect(Number(row?.n)).toBeGreaterThanOrEqual(acknowledged);
  expect(Number(row?.n)).toBeLessThanOrEqual(kinds.length + 1);
});

test('classes are read although connections are cut', async () => {
  for (let round = 0; round < 50; round += 1) {
    const reads = Array.from({ length: 20 }, () => kindOf(storage.loadClasses()));
    await cutConnections();
    expect(new Set(await Promise.all([...reads, kindOf(storage.loadClasses())]))).toEqual(
      new Set(['success']),
    );
  }
});

test('a transaction whose connection is cut fails and leaves nothing', async () => {
  const kind = await kindOf(
    storage.transaction(async (rows) => {
      await rows.insert(schema, { objectId: 'lost' });
      await cutConnections();
      await rows.insert(schema, { objectId: 'lost too' });
    }),
  );
  expect(kind).toBe('connection');
  expect(await storage.count(schema, { op: 'in', key: key('objectId'), values: ['lost', 'lost too'] })).toBe(
    0,
  );
});

test('a connection that was cut while nobody used it is not used again', async () => {
  const told: string[] = [];
  const log = (_level: LogLevel, message: string): void => void told.push(message);
  const logger = { ...testContext.logger, log };
  const own = postgresStorage({ uri, maxPoolSize: 1 });
  await own.open({ ...testContext, logger });
  await own.insert(schema, { objectId: 'before-cut' });
  await cutConnections();
  await until(() => told.some((message) => message.includes('connection broke')));
  expect(await kindOf(own.insert(schema, { objectId: 'after-cut' }))).toBe('success');
  await own.close();
});

test('a connection that was cut right after an answer is not used again', async () => {
  const way = await silencableWay(uri);
  const own = postgresStorage({ uri: way.uri, maxPoolSize: 1 });
  await own.open(testContext);
  await own.insert(schema, { objectId: 'before-cut-answer' });
  way.cutAfterAnswer();
  expect(await kindOf(own.insert(schema, { objectId: 'last-answer' }))).toBe('success');
  expect(await kindOf(own.insert(schema, { objectId: 'next-connection' }))).toBe('success');
  await own.close();
  way.close();
});

test.each(['no connection to another service', 'read ECONNRESET'])(
  'work that fails by itself costs no connection: %s',
  async (message) => {
    const own = postgresStorage({ uri, applicationName: message });
    await own.open(testContext);
    const countFour = () =>
      Promise.all(Array.from({ length: 4 }, () => own.count(schema, { op: 'everything' })));
    const pids = async (): Promise<readonly unknown[]> => {
      const { rows } = await admin.query<{ readonly pid: number }>(
        'SELECT pid FROM pg_stat_activity WHERE application_name = $1',
        [message],
      );
      return rows.map(({ pid }) => pid);
    };
    await Promise.all([countFour(), own.count(schema, { op: 'everything' })]);
    const before = await pids();
    expect(before).toHaveLength(5);
    const ownFailure = own.transaction(() => Promise.reject(new Error(message)));
    expect(await kindOf(ownFailure)).not.toBe('success');
    await countFour();
    expect((await pids()).toSorted()).toEqual(before.toSorted());
    await own.close();
  },
);

test('a connection that is used without a pause is replaced when its time is over', async () => {
  const own = postgresStorage({ uri, applicationName: 'no pause', maxPoolSize: 1, maxLifetimeSeconds: 1 });
  await own.open(testContext);
  const pid = async (): Promise<unknown> => {
    const { rows } = await admin.query(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'no pause'",
    );
    return rows[0];
  };
  const first = JSON.stringify(await pid());
  let isOver = false;
  const use = async (): Promise<void> => {
    while (!isOver) await own.count(schema, { op: 'everything' });
  };
  const used = use();
  await until(async () => JSON.stringify((await pid()) ?? first) !== first);
  isOver = true;
  await used;
  await own.close();
});

test('connections that nobody uses are closed when their time is over', async () => {
  const own = postgresStorage({ uri, applicationName: 'idle', idleTimeoutMs: 50 });
  await own.open(testContext);
  const counts = Array.from({ length: 5 }, () => own.count(schema, { op: 'everything' }));
  await Promise.all(counts);
  const left = () => admin.query("SELECT pid FROM pg_stat_activity WHERE application_name = 'idle'");
  await vi.waitFor(async () => expect((await left()).rowCount).toBe(0), 10_000);
  await own.close();
});

test('a server that is not there fails the start with a connection error', async () => {
  const nowhere = postgresStorage({ uri: 'postgres://nobody@127.0.0.1:1/none', connectTimeoutMs: 1000 });
  expect(await kindOf(nowhere.open(testContext))).toBe('connection');
});

test('a statement that takes too long is ended', async () => {
  const patient = postgresStorage({ uri, statementTimeoutMs: 300 });
  await patient.open(testContext);
  await admin.query('BEGIN; LOCK TABLE "Count" IN ACCESS EXCLUSIVE MODE');
  const kind = await kindOf(patient.count(schema, { op: 'everything' }));
  await admin.query('ROLLBACK');
  await patient.close();
  expect(kind).toBe('timeout');
});

test('a server that falls silent is given up, and asked on another connection next time', async () => {
  const way = await silencableWay(uri);
  const patient = postgresStorage({ uri: way.uri, statementTimeoutMs: 300 });
  await patient.open(testContext);
  await patient.count(schema, { op: 'everything' });
  way.silence();
  expect(await kindOf(patient.count(schema, { op: 'everything' }))).toBe('timeout');
  expect(await kindOf(patient.count(schema, { op: 'everything' }))).toBe('success');
  await patient.close();
  way.close();
});

test('a transaction in which a statement failed cannot be taken for a success', async () => {
  await storage.insert(schema, { objectId: 'there' });
  const kind = await kindOf(
    storage.transaction(async (rows) => {
      await rows.insert(schema, { objectId: 'before' });
      await rows.insert(schema, { objectId: 'there' }).catch(() => undefined);
    }),
  );
  expect(kind).toBe('duplicate-value');
  expect(await storage.count(schema, { op: 'equal', key: key('objectId'), value: 'before' })).toBe(0);
});

test.each(['x\0y', '\0'])('a text that cannot be stored is refused: %j', async (s) => {
  expect(await kindOf(storage.insert(schema, { objectId: 'nul', s }))).toBe('invalid-query');
});

describe('two servers on one database', () => {
  test('one hears of the classes that the other changes, also after its connection was cut', async () => {
    const other = postgresStorage({ uri });
    await other.open(testContext);
    let heard = 0;
    const stop = await other.watchClasses?.(() => (heard += 1));
    await other.changeClass('Count', { addFields: { own: { type: 'String' } } });
    const before = heard;
    await storage.changeClass('Count', { addFields: { fresh: { type: 'String' } } });
    await until(() => heard > before);
    await cutConnections();
    await until(() => heard > before + 1);
    await storage.changeClass('Count', { addFields: { later: { type: 'String' } } });
    await until(() => heard > before + 2);
    await stop?.();
    await other.close();
  });

  test('a null that one stores first is a null to the other', async () => {
    const other = postgresStorage({ uri });
    await other.open(testContext);
    const stop = await other.watchClasses?.(() => undefined);
    const where = { op: 'equal', key: key('objectId'), value: 'null' } as const;
    expect(await other.find(schema, where, {})).toEqual([]);
    await storage.insert(schema, { objectId: 'null', s: null });
    await until(async () => (await other.find(schema, where, {}))[0]?.s === null);
    await stop?.();
    await other.close();
  });
});

/** Resolves when the condition holds; the test's own time limit ends it otherwise. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await wait(5);
}

/** A way to the server on which connections can be silenced, which is what a lost network looks like, or cut. */
async function silencableWay(target: string) {
  const location = new URL(target);
  const port = Number(location.port);
  const answers = new Map<Socket, Socket>();
  let isLastAnswer = false;
  const server = createServer((socket) => {
    const upstream = connect(port, location.hostname);
    answers.set(upstream, socket);
    socket.pipe(upstream);
    upstream.pipe(socket);
    upstream.prependListener('data', (answer: Buffer) => {
      if (!isLastAnswer) return;
      isLastAnswer = false;
      upstream.unpipe(socket);
      socket.end(Buffer.concat([answer, SHUTDOWN]));
    });
    socket.on('error', () => upstream.destroy());
    upstream.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  location.port = String((server.address() as AddressInfo).port);
  return {
    uri: location.href,
    /** What the server says next is followed by the notice of its shutdown, and the end, in one piece. */
    cutAfterAnswer: () => void (isLastAnswer = true),
    silence: () => answers.forEach((socket, upstream) => upstream.unpipe(socket)),
    close: () => {
      answers.forEach((socket, upstream) => [socket, upstream].forEach((end) => end.destroy()));
      server.close();
    },
  };
}

/** `FATAL 57P01`, as a server that is shut down sends it unasked. */
const SHUTDOWN = errorResponse(
  'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0',
);

function errorResponse(fields: string): Buffer {
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, Buffer.from(fields)]);
}
