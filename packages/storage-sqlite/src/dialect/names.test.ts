import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnName, fieldOfColumn, foldedColumnName, indexName, tableName } from './names.js';

const name = fc.stringMatching(/^_?[a-bA-BsS][a-bA-BlLqQiItT_1]{0,6}$/);
const known = fc.constantFrom(
  'objectId',
  'objectid',
  'OBJECTID',
  'createdAt',
  'CreatedAt',
  'sqlite_a',
  'SQLite_a',
  'Sqlite_a',
);
const names = fc.oneof(name, known);

test.each([
  ['Post', 'Post'],
  ['post', '$post'],
  ['GameScore', 'Game$Score'],
  ['_User', '_User'],
  ['_Join:roles:_Role', '_Join:roles:_$Role'],
  ['sqlite_x', '$sqlite_x'],
  ['Sqlite_x', '$$Sqlite_x'],
])('the table of class %s is %s', (className, table) => {
  expect(tableName(className)).toBe(table);
});

test('names that SQLite would take for one another are kept apart', () => {
  fc.assert(
    fc.property(names, names, (a, b) => {
      fc.pre(a !== b);
      expect(columnName(a).toLowerCase()).not.toBe(columnName(b).toLowerCase());
      expect(tableName(a).toLowerCase()).not.toBe(tableName(b).toLowerCase());
    }),
    { numRuns: 5000 },
  );
});

test('indexes are kept apart, whatever they are called', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'A', '$', '_', 'b', 'B'), maxLength: 6 });
  fc.assert(
    fc.property(letters, letters, (a, b) => {
      fc.pre(a !== b);
      expect(indexName('Post', a).toLowerCase()).not.toBe(indexName('Post', b).toLowerCase());
    }),
    { numRuns: 2000 },
  );
});

test('no table has a name that SQLite keeps for itself', () => {
  fc.assert(
    fc.property(names, (each) => {
      expect(tableName(each)).not.toMatch(/^sqlite_/i);
    }),
  );
});

test('the field of a column is told from its name', () => {
  fc.assert(
    fc.property(names, (field) => {
      expect(fieldOfColumn(columnName(field))).toBe(field);
      expect(fieldOfColumn(foldedColumnName(field))).toBe(field);
    }),
  );
});
