import { Client } from 'pg';
import { expect, test } from 'vitest';
import { freshDatabase } from '../src/index.js';
import { queryOnce } from '../src/postgres/postgres-cluster.js';

test('a fresh database is empty, and UTF-8 in byte order', async () => {
  const { uri } = await freshDatabase('postgres');
  const rows = await queryOnce(
    { connectionString: uri },
    'CREATE TABLE words (word text)',
    "INSERT INTO words VALUES ('é'), ('Z'), ('a'), ('😀')",
    'SELECT word FROM words ORDER BY word',
  );
  expect(rows.map((row) => row['word'])).toEqual(['Z', 'a', 'é', '😀']);
  const [settings] = await queryOnce({ connectionString: uri }, 'SHOW server_encoding');
  expect(settings).toEqual({ server_encoding: 'UTF8' });
});

test('the next fresh database has nothing of the last, even while somebody is connected to that', async () => {
  const first = await freshDatabase('postgres');
  const forgotten = new Client({ connectionString: first.uri });
  const cut = new Promise((resolve) => forgotten.on('error', resolve));
  await forgotten.connect();
  await forgotten.query('CREATE TABLE left_over (id int)');

  const second = await freshDatabase('postgres');
  expect(second).toEqual(first);
  await cut;
  const tables = await queryOnce(
    { connectionString: second.uri },
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
  );
  expect(tables).toEqual([]);
});

test('databases with different labels live side by side', async () => {
  const [a, b] = [await freshDatabase('postgres', 'a'), await freshDatabase('postgres', 'b')];
  await queryOnce({ connectionString: a.uri }, 'CREATE TABLE only_in_a (id int)');
  const found = await queryOnce({ connectionString: b.uri }, "SELECT to_regclass('only_in_a') AS found");
  expect(found).toEqual([{ found: null }]);
});
