import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { FieldPath, FieldSchema, Json, StoredObject } from '@parse/core/adapter';
import { expectIds, expectIdSet, expectSame } from '../expectations.js';
import { at, byId, EVERYTHING, getRow, insertRows, keysOf, row } from '../fixture.js';
import { defineCases } from '../storage-case.js';

/** Field names that are words of query languages or of JavaScript. */
const fieldNames = [
  'select',
  'from',
  'where',
  'order',
  'group',
  'table',
  'user',
  'index',
  'default',
  'null',
  'rowid',
  'oid',
  'data',
  'doc',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'length',
  'id',
  'key',
  'value',
  'op',
  'x1_Y',
] as const;

const texts = [
  "'; DROP TABLE x; --",
  '" OR 1=1 --',
  "\\'; --",
  '`',
  '$1',
  '?',
  ':name',
  '%',
  '_',
  '*',
  '$ne',
  '{"$gt":""}',
  '__proto__',
  'constructor',
  '\u{1f600}',
  '\u2028',
  '/* */',
  'a'.repeat(5000),
  '\\',
  "''",
  '$',
  '[0]',
  '->>',
  '#>>',
] as const;

/** Keys inside Object columns: what clients send, without the `$` and dots that the engine refuses. */
const objectKeys = [
  "it's",
  'double"quote',
  'back`tick',
  'two words',
  '',
  '0',
  '-1',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '\u00e9\u{1f600}',
  "'); DROP TABLE x; --",
  '%',
  '_',
  '\\',
  '[0]',
  '}',
  '{',
  ',',
  '/',
  '@>',
  '?',
  ':x',
  'k'.repeat(500),
  'null',
  'true',
  '\n',
] as const;

const objectColumn: FieldSchema = { type: 'Object' };
const place = (...path: readonly string[]): FieldPath => ({ field: 'o', path, schema: objectColumn });
const fieldOf = (object: StoredObject | null, name: string): Json | undefined => object?.[name];
/** Defines keys as own properties, `__proto__` too. */
const objectOf = (key: string, value: Json): Json => Object.fromEntries([[key, value]]);

/** Names and values that break stores which put them into query text. */
export const hostileNameCases = defineCases([
  {
    name: 'fields may be called like words of query languages',
    run: async ({ storage, createClass }) => {
      const schema = await createClass(
        Object.fromEntries(fieldNames.map((name) => [name, 'Number' as const])),
      );
      const key = keysOf(schema);
      await insertRows(storage, schema, { none: {} });
      await storage.insert(
        schema,
        row('all', Object.fromEntries(fieldNames.map((name, index) => [name, index]))),
      );
      for (const [index, name] of fieldNames.entries()) {
        const where = { op: 'equal', key: key(name), value: index } as const;
        const sort = [{ key: key(name), descending: true }];
        expectIds(await storage.find(schema, where, { sort, fields: [name] }), ['all']);
        const changed = await storage.update(schema, where, [
          { op: 'increment', target: at(name), amount: 100 },
        ]);
        expectSame(fieldOf(changed, name), index + 100, name);
        expectSame(await storage.distinct(schema, key(name), EVERYTHING), [index + 100], name);
        await storage.update(schema, byId(schema, 'all'), [{ op: 'unset', target: at(name) }]);
      }
      expectSame(await getRow(storage, schema, 'all'), row('all'));
    },
  },
  {
    name: 'fields that differ in case only are different fields',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ name: 'String', Name: 'Number', NAME: 'Boolean' });
      const fields = { name: 'x', Name: 1, NAME: true };
      await storage.insert(schema, row('a', fields));
      expectSame(await getRow(storage, schema, 'a'), row('a', fields));
      await storage.changeClass(schema.className, { removeFields: ['Name'] });
      const { Name: _removed, ...rest } = fields;
      expectSame(await getRow(storage, schema, 'a'), row('a', rest));
    },
  },
  {
    name: 'classes that differ in case only are different classes',
    run: async ({ storage, createClass }) => {
      const lower = await createClass({ v: 'Number' }, 'thing');
      const upper = await createClass({ v: 'Number' }, 'THING');
      await storage.insert(lower, row('a', { v: 1 }));
      strictEqual(await storage.count(upper, EVERYTHING), 0);
      await storage.deleteClass(upper.className);
      strictEqual(await storage.count(lower, EVERYTHING), 1);
    },
  },
  {
    name: 'long names are told apart to the last letter',
    run: async ({ storage, createClass }) => {
      const long = 'n'.repeat(120);
      const [one, two] = [`${long}1`, `${long}2`];
      const schema = await createClass({ [one]: 'Number', [two]: 'String' }, `${long}A`);
      const other = await createClass({ [one]: 'String' }, `${long}B`);
      await storage.insert(schema, row('a', { [one]: 1, [two]: 'x' }));
      await storage.insert(other, row('a', { [one]: 'y' }));
      expectSame(await getRow(storage, schema, 'a'), row('a', { [one]: 1, [two]: 'x' }));
      expectSame(await getRow(storage, other, 'a'), row('a', { [one]: 'y' }));
    },
  },
  {
    name: 'values are data wherever they stand',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ v: 'String', l: 'Array', o: 'Object' });
      const key = keysOf(schema);
      for (const text of texts) {
        await storage.insert(schema, row(text, { v: text, l: [text], o: { k: text } }));
        expectSame(await getRow(storage, schema, text), row(text, { v: text, l: [text], o: { k: text } }));
        for (const path of ['v', 'l', 'o.k']) {
          expectIds(await storage.find(schema, { op: 'equal', key: key(path), value: text }, {}), [text]);
          expectIds(await storage.find(schema, { op: 'in', key: key(path), values: [text, 'other'] }, {}), [
            text,
          ]);
        }
        expectIds(await storage.find(schema, { op: 'contains-all', key: key('l'), values: [text] }, {}), [
          text,
        ]);
        const changed = await storage.update(schema, byId(schema, text), [
          { op: 'add-unique', target: at('l'), values: [text, 'new'] },
        ]);
        expectSame(changed?.l, [text, 'new']);
      }
      deepStrictEqual((await storage.distinct(schema, key('v'), EVERYTHING)).length, texts.length);
    },
  },
  {
    name: 'keys inside objects are data wherever they stand',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ o: 'Object' });
      for (const [index, name] of objectKeys.entries()) {
        const id = `r${index}`;
        await storage.insert(schema, row(id, { o: objectOf(name, objectOf(name, 1)) }));
        expectSame(
          await getRow(storage, schema, id),
          row(id, { o: objectOf(name, objectOf(name, 1)) }),
          'stored',
        );
        expectIds(await storage.find(schema, { op: 'equal', key: place(name, name), value: 1 }, {}), [id]);
        expectIds(await storage.find(schema, { op: 'exists', key: place(name), exists: true }, {}), [id]);
        const sort = [{ key: place(name, name), descending: true }];
        expectIds(await storage.find(schema, EVERYTHING, { sort, limit: 1 }), [id]);
        const target = at('o', name, name);
        const changed = await storage.update(schema, byId(schema, id), [
          { op: 'increment', target, amount: 1 },
        ]);
        expectSame(changed?.o, objectOf(name, objectOf(name, 2)), 'incremented');
        expectSame(await storage.distinct(schema, place(name, name), EVERYTHING), [2], 'distinct');
        const emptied = await storage.update(schema, byId(schema, id), [
          { op: 'unset', target: at('o', name) },
        ]);
        expectSame(emptied?.o, {}, 'unset');
      }
    },
  },
  {
    name: 'keys inside objects are told apart from paths of the same text',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ o: 'Object' });
      await insertRows(storage, schema, { a: { o: { 'a,b': 1 } }, b: { o: { a: { b: 1 } } } });
      expectIds(await storage.find(schema, { op: 'equal', key: place('a,b'), value: 1 }, {}), ['a']);
      expectIds(await storage.find(schema, { op: 'equal', key: place('a', 'b'), value: 1 }, {}), ['b']);
    },
  },
  {
    name: 'conditions about __proto__ find nothing that was not stored',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({ o: 'Object' });
      await insertRows(storage, schema, { a: { o: {} } });
      for (const name of ['__proto__', 'constructor', 'toString']) {
        expectIdSet(await storage.find(schema, { op: 'exists', key: place(name), exists: true }, {}), []);
        expectIdSet(await storage.find(schema, { op: 'equal', key: place(name), value: null }, {}), ['a']);
      }
    },
  },
  {
    name: 'principals are data',
    run: async ({ storage, createClass }) => {
      const schema = await createClass({});
      for (const text of ["it's", '"', '{a,b}', '%', 'role:a b', '\\']) {
        await storage.insert(schema, row(text, { ACL: { [text]: { read: true } } }));
        expectIds(await storage.find(schema, { op: 'acl', access: 'read', principals: [text] }, {}), [text]);
        expectSame((await getRow(storage, schema, text))?.ACL, { [text]: { read: true } });
      }
    },
  },
]);
