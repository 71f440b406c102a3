import { expect, test } from 'vitest';
import { statementCache } from './statement-cache.js';

/** A database that prepares anything, and tells what it was asked to prepare. */
function countingDatabase() {
  const prepared: string[] = [];
  const prepare = (sql: string) => {
    prepared.push(sql);
    return { all: () => [], run: () => ({ changes: 0 }), setReturnArrays: () => undefined };
  };
  return { prepared, prepare };
}

test('a statement asked again is not prepared again', () => {
  const database = countingDatabase();
  const prepare = statementCache(database);
  expect(prepare('SELECT 1')).toBe(prepare('SELECT 1'));
  expect(database.prepared).toEqual(['SELECT 1']);
});

test('those used last are kept, and no more than five hundred', () => {
  const database = countingDatabase();
  const prepare = statementCache(database);
  for (let index = 0; index < 1000; index += 1) {
    prepare('SELECT often');
    prepare(`SELECT ${index}`);
  }
  database.prepared.length = 0;
  for (const sql of ['SELECT often', 'SELECT 999', 'SELECT 501', 'SELECT 500']) prepare(sql);
  expect(database.prepared).toEqual(['SELECT 500']);
});

test('long statements are not kept: a few hundred would fill the memory', () => {
  const database = countingDatabase();
  const prepare = statementCache(database);
  const long = `SELECT ${'1 + '.repeat(10_000)}1`;
  prepare(long);
  prepare(long);
  expect(database.prepared).toEqual([long, long]);
});
