import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type TestContext } from 'vitest';
import { createParseServer } from '../src/index.js';
import { createClock } from './e2e/support/clock.js';
import { privateServiceOrSkip } from './support/private-service-or-skip.js';

// What one server changes of a class the other goes by, within the bound of their database: PostgreSQL and SQLite
// tell of changes, on MongoDB classes are read again after the default of `databaseOptions.schemaCacheTtl`.

const BOUND_MS = 5000;
const ROUNDS = 5;

interface Call {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  /** With the master key; without, as a client, who may create no class. */
  readonly master?: true;
}

interface Server {
  /** The status of an answer, and the code of an error in it. */
  ask(call: Call): Promise<readonly [status: number, code?: unknown]>;
  read(call: Call): Promise<unknown>;
  /** Lets the time pass after which classes are read again. */
  passBound(): void;
  close(): Promise<void>;
}

interface Scene {
  readonly writer: Server;
  readonly reader: Server;
  /** Resolves when the answer is the expected one, as soon as the database's bound allows it. */
  readonly seen: (ask: () => Promise<unknown>, expected: unknown) => Promise<void>;
  /** Cuts every connection to the database, those that listen too. */
  readonly cut: (() => Promise<void>) | undefined;
}

test.for(['postgres', 'sqlite', 'mongo'] as const)(
  'two servers on %s go by the classes as either of them changed them last',
  { timeout: 180_000 },
  async (name, context) => {
    const { scene, close } = await setUp(name, context);
    try {
      await administerTogether(scene);
      await seeEveryKindOfChange(scene, 'Note');
      await raceForTypes(scene);
      if (!scene.cut) return;
      await scene.cut();
      await scene.seen(() => scene.writer.ask(make('Awake')), [200]);
      await seeEveryKindOfChange(scene, 'Later');
    } finally {
      await close();
    }
  },
);

/** Whoever works on classes sees what they are, at once: a dashboard may reach another server with each request. */
async function administerTogether({ writer, reader }: Scene): Promise<void> {
  const schema = { path: '/schemas/Shared', master: true } as const;
  const change = (server: Server, body: unknown) => server.ask({ ...schema, method: 'PUT', body });
  const add = (...names: readonly string[]) => ({
    fields: Object.fromEntries(names.map((name) => [name, { type: 'Number' }])),
  });
  const fieldsOf = (names: readonly string[]) =>
    expect.objectContaining(Object.fromEntries(names.map((name) => [name, { type: 'Number' }])));

  expect(await writer.ask(make('Shared'))).toEqual([200]);
  expect(await reader.read(schema)).toMatchObject({ className: 'Shared' });
  expect(await change(writer, add('a'))).toEqual([200]);
  expect(await reader.read(schema)).toMatchObject({ fields: fieldsOf(['a']) });
  expect(await change(reader, { fields: { a: { __op: 'Delete' } } })).toEqual([200]);
  expect(await change(writer, add('a', 'b'))).toEqual([200]);
  expect(await reader.read({ path: '/schemas', master: true })).toMatchObject({
    results: expect.arrayContaining([
      expect.objectContaining({ className: 'Shared', fields: fieldsOf(['a', 'b']) }),
    ]),
  });
  await readThroughChangeOfType({ writer, reader }, schema);
  expect(await reader.ask({ ...schema, method: 'DELETE' })).toEqual([200]);
  expect(await writer.ask(schema)).toEqual([400, 103]);
  expect(await writer.ask(make('Shared'))).toEqual([200]);
  expect(await reader.ask({ ...schema, method: 'DELETE' })).toEqual([200]);
  expect(await change(writer, add('c'))).toEqual([400, 103]);
}

/** Also a server that has the question prepared, as after it was asked for the second time. */
async function readThroughChangeOfType(
  { writer, reader }: Pick<Scene, 'writer' | 'reader'>,
  schema: Call,
): Promise<void> {
  const find = () => reader.ask({ path: '/classes/Shared?where={"b":{"$exists":true}}', master: true });
  for (let asked = 0; asked < 3; asked += 1) expect(await find()).toEqual([200]);
  for (const fields of [{ b: { __op: 'Delete' } }, { b: { type: 'String' } }]) {
    expect(await writer.ask({ ...schema, method: 'PUT', body: { fields } })).toEqual([200]);
  }
  expect(await reader.ask(schema)).toEqual([200]);
  expect(await find()).toEqual([200]);
}

async function seeEveryKindOfChange({ writer, reader, seen }: Scene, className: string): Promise<void> {
  const schema = { path: `/schemas/${className}`, master: true } as const;
  const change = (body: unknown) => writer.ask({ ...schema, method: 'PUT', body });
  const find = () => reader.ask({ path: `/classes/${className}` });
  const add = (body: unknown) => reader.ask({ method: 'POST', path: `/classes/${className}`, body });
  const open = { '*': true };

  expect(await find()).toEqual([400, 119]);
  expect(await writer.ask(make(className))).toEqual([200]);
  await seen(find, [200]);

  const permissions = { find: {}, get: open, create: open, addField: {} };
  expect(await change({ classLevelPermissions: permissions })).toEqual([200]);
  await seen(find, [400, 119]);

  expect(await add({ level: 1 })).toEqual([400, 119]);
  expect(await change({ fields: { level: { type: 'Number' } } })).toEqual([200]);
  await seen(() => add({ level: 1 }), [201]);
  expect(await add({ level: 'one' })).toEqual([400, 111]);

  expect(await change({ indexes: { by_level: { level: 1 } } })).toEqual([200]);
  await seen(
    () => reader.read(schema),
    expect.objectContaining({ indexes: expect.objectContaining({ by_level: { level: 1 } }) }),
  );

  expect(await change({ classLevelPermissions: { ...permissions, find: open } })).toEqual([200]);
  await seen(find, [200]);
  expect(await writer.ask({ method: 'DELETE', path: `/purge/${className}`, master: true })).toEqual([200]);
  expect(await writer.ask({ ...schema, method: 'DELETE' })).toEqual([200]);
  await seen(find, [400, 119]);
}

/** Both give a field that neither knows, with different types and at the same time. */
async function raceForTypes({ writer, reader, seen }: Scene): Promise<void> {
  expect(await writer.ask(make('Race'))).toEqual([200]);
  await seen(() => reader.ask({ path: '/classes/Race' }), [200]);
  for (let round = 0; round < ROUNDS; round += 1) {
    const give = (server: Server, value: unknown) =>
      server.ask({ method: 'POST', path: '/classes/Race', body: { [`f${round}`]: value } });
    const answers = await Promise.all([give(writer, 1), give(reader, 'one')]);
    expect(answers).toEqual(expect.arrayContaining([[201], [400, 111]]));
    const [type, other] = answers[0].length === 1 ? ['Number', 'one'] : ['String', 1];
    for (const server of [writer, reader]) {
      expect(await give(server, other)).toEqual([400, 111]);
      await seen(
        () => server.read({ path: '/schemas/Race', master: true }),
        expect.objectContaining({ fields: expect.objectContaining({ [`f${round}`]: { type } }) }),
      );
    }
  }
}

function make(className: string): Call {
  return { method: 'POST', path: `/schemas/${className}`, body: { className }, master: true };
}

async function setUp(name: 'postgres' | 'sqlite' | 'mongo', context: TestContext) {
  const engine = name === 'sqlite' ? undefined : await privateServiceOrSkip(context, name);
  const folder = await mkdtemp(join(tmpdir(), 'two-servers-'));
  const databaseURI = engine ? databaseOf(engine.uri) : join(folder, 'shared.db');
  const [writer, reader] = [await start(databaseURI), await start(databaseURI)];
  const scene: Scene = {
    writer,
    reader,
    async seen(ask, expected) {
      if (name !== 'mongo') return expect.poll(ask, { timeout: 30_000 }).toEqual(expected);
      writer.passBound();
      reader.passBound();
      expect(await ask()).toEqual(expected);
    },
    cut:
      name === 'postgres'
        ? async () => {
            await engine?.stop('by a crash');
            await engine?.start();
          }
        : undefined,
  };
  const close = async () => {
    await Promise.all([writer.close(), reader.close()]);
    await engine?.remove();
    await rm(folder, { recursive: true });
  };
  return { scene, close };
}

function databaseOf(uri: string): string {
  const location = new URL(uri);
  if (location.protocol === 'mongodb:') location.pathname = '/two_servers';
  return location.href;
}

async function start(databaseURI: string): Promise<Server> {
  const clock = createClock();
  const server = await createParseServer({
    appId: 'shop',
    masterKey: 'm',
    silent: true,
    host: '127.0.0.1',
    mountPath: '/parse',
    allowClientClassCreation: false,
    databaseURI,
    now: clock.now,
  });
  const address = (await server.listen(0)).address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const send = async ({ method = 'GET', path, body, master }: Call) => {
    const answer = await fetch(`http://127.0.0.1:${port}/parse${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        'X-Parse-Application-Id': 'shop',
        ...(master ? { 'X-Parse-Master-Key': 'm' } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
  };
  return {
    async ask(call) {
      const { status, body } = await send(call);
      return status < 400 ? [status] : [status, body['code']];
    },
    read: async (call) => (await send(call)).body,
    passBound: () => clock.advance(BOUND_MS),
    close: () => server.close(),
  };
}
