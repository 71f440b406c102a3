import { freshDatabase } from '@tools/services';
import { Client } from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDeadlines } from '../src/connection/deadlines.js';
import { createPreparedStatements } from '../src/connection/prepared-statements.js';
import { createSession, type Session } from '../src/connection/session.js';
import { mapError } from '../src/map-error.js';

// Behind a pooler that lends connections per transaction, a statement is sent to another connection than the one that
// prepared it. What that connection then has is brought about here on the one that there is.

const LIMIT = 10;
const statement = { sql: 'INSERT INTO note (t) VALUES ($1) RETURNING t', params: ['a'] } as const;
/** What the statement is prepared as. */
const name = nameOf(statement.sql);

let uri: string;
let client: Client;
let session: Session;
beforeAll(async () => {
  ({ uri } = await freshDatabase('postgres'));
});
beforeEach(async () => {
  client = new Client({ connectionString: uri });
  await client.connect();
  await client.query('CREATE TEMPORARY TABLE note (t text)');
  session = open(LIMIT);
  return () => client.end();
});

test('a statement is prepared when it is used a second time', async () => {
  await session.rows(statement);
  expect(await prepared()).toEqual([]);
  await session.rows(statement);
  expect(await prepared()).toEqual([name]);
});

describe.each([
  {
    connection: 'lost the statement',
    usedBefore: 2,
    make: () => client.query('DEALLOCATE ALL'),
    left: [] as readonly string[],
  },
  {
    connection: 'has the statement already',
    usedBefore: 1,
    make: () => client.query(`PREPARE ${name} AS SELECT 'of another server'`),
    left: [name],
  },
])('on a connection that $connection', ({ usedBefore, make, left }) => {
  beforeEach(async () => {
    for (let use = 0; use < usedBefore; use += 1) await session.rows(statement);
    await make();
  });

  test('it is sent again without a name, and acts once', async () => {
    expect(await session.rows(statement)).toEqual([['a']]);
    expect(await written()).toBe(usedBefore + 1);
  });

  test('no statement is prepared any more', async () => {
    await session.rows(statement);
    for (let use = 0; use < 3; use += 1) await session.run({ sql: 'SELECT 1', params: [] });
    await session.rows(statement);
    expect(await prepared()).toEqual(left);
  });

  test('a transaction is told that it lost, and goes through when it is run again', async () => {
    await client.query('BEGIN');
    const refusal = await session.rows(statement).catch(mapError);
    await client.query('ROLLBACK');
    expect(refusal).toMatchObject({ kind: 'write-conflict' });

    await client.query('BEGIN');
    await session.rows(statement);
    await client.query('COMMIT');
    expect(await written()).toBe(usedBefore + 1);
  });
});

test('a statement is prepared anew after others have changed the type of what it returns', async () => {
  for (let use = 0; use < 2; use += 1) await session.rows(statement);
  await client.query('ALTER TABLE note ALTER COLUMN t TYPE varchar(9)');
  await expect(session.rows(statement)).rejects.toMatchObject({ code: '0A000' });
  expect(await session.rows(statement)).toEqual([['a']]);
  expect(await prepared()).toHaveLength(1);
});

test('what is forgotten does not stay on the connection', async () => {
  const statements = createPreparedStatements(LIMIT);
  const own = createSession(client, { statements, deadlines: createDeadlines(0) });
  for (let use = 0; use < 2; use += 1) await own.rows(statement);
  statements.forgetAll();
  await own.rows({ sql: 'SELECT 1', params: [] });
  expect(await prepared()).toEqual([]);
  await own.rows(statement);
  expect(await prepared()).toHaveLength(1);
});

test('another failure is not tried again', async () => {
  for (let use = 0; use < 2; use += 1) await session.rows(statement);
  await client.query('DROP TABLE note');
  await expect(session.rows(statement)).rejects.toMatchObject({ code: '42P01' });
});

test('a statement that failed when it was prepared goes through the next time', async () => {
  await client.query('CREATE UNIQUE INDEX ON note (t)');
  await session.rows(statement);
  for (let use = 0; use < 2; use += 1) {
    await expect(session.rows(statement)).rejects.toMatchObject({ code: '23505' });
  }
  expect(await session.rows({ ...statement, params: ['b'] })).toEqual([['b']]);
  expect(await prepared()).toEqual([name]);
});

test('no statement is prepared when the limit is 0', async () => {
  const plain = open(0);
  for (let use = 0; use < 3; use += 1) await plain.rows(statement);
  expect(await prepared()).toEqual([]);
});

function open(limit: number): Session {
  return createSession(client, {
    statements: createPreparedStatements(limit),
    deadlines: createDeadlines(0),
  });
}

async function prepared(): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM pg_prepared_statements ORDER BY name',
  );
  return rows.map((row) => row.name);
}

async function written(): Promise<number> {
  const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM note');
  return rows[0]?.n ?? 0;
}

function nameOf(sql: string): string {
  const statements = createPreparedStatements(LIMIT);
  const unused = new Client();
  statements.find(unused, sql);
  return statements.find(unused, sql)?.name ?? '';
}
