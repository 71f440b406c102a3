import { describe, expect, test } from 'vitest';
import { compileDenylist, DEFAULT_DENYLIST } from '../ops/keyword-denylist.js';
import type { JsonObject } from '../types/json.js';
import { parseConfigChange } from './parse-config-change.js';

const rules = { depth: 10, denied: compileDenylist(DEFAULT_DENYLIST) };

/** Each operation as `op place value`. */
function opsOf(body: JsonObject): readonly string[] {
  return parseConfigChange(body, rules).ops.map(({ op, target, ...rest }) => {
    return `${op} ${[target.field, ...target.path].join('/')} ${JSON.stringify(rest)}`;
  });
}

describe('parseConfigChange', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['nothing', {}, []],
    ['nulls', { params: null, masterKeyOnly: null }, []],
    [
      'a value, visible unless said otherwise',
      { params: { a: 1 } },
      ['set params/a {"value":1}', 'set masterKeyOnly/a {"value":false}'],
    ],
    [
      'a hidden value',
      { params: { a: 1 }, masterKeyOnly: { a: true } },
      ['set params/a {"value":1}', 'set masterKeyOnly/a {"value":true}'],
    ],
    ['a flag alone', { masterKeyOnly: { a: true } }, ['set masterKeyOnly/a {"value":true}']],
    ['a truthy flag', { masterKeyOnly: { a: 'yes' } }, ['set masterKeyOnly/a {"value":true}']],
    [
      'a deletion',
      { params: { a: { __op: 'Delete' } } },
      ['unset params/a {}', 'set masterKeyOnly/a {"value":false}'],
    ],
    [
      'an increment',
      { params: { a: { __op: 'Increment', amount: 2 } } },
      ['increment params/a {"amount":2}', 'set masterKeyOnly/a {"value":false}'],
    ],
    ['a key inside a parameter', { params: { 'a.b': 1 } }, ['set params/a/b {"value":1}']],
    [
      'a file without its address',
      { params: { f: { __type: 'File', name: 'a.txt', url: 'http://x/a.txt' } } },
      ['set params/f {"value":{"__type":"File","name":"a.txt"}}', 'set masterKeyOnly/f {"value":false}'],
    ],
    [
      'names that fields could not have',
      { params: { 'a-b': 1, objectId: 2 } },
      [
        'set params/a-b {"value":1}',
        'set params/objectId {"value":2}',
        'set masterKeyOnly/a-b {"value":false}',
        'set masterKeyOnly/objectId {"value":false}',
      ],
    ],
  ])('reads %s', (_name, body, ops) => {
    expect(opsOf(body)).toEqual(ops);
  });

  test.each<[string, JsonObject, number]>([
    ['params that are a text', { params: 'x' }, 107],
    ['params that are a list', { params: [1] }, 107],
    ['flags that are a text', { masterKeyOnly: 'x' }, 107],
    ['an empty name', { params: { '': 1 } }, 105],
    ['an empty key', { params: { 'a..b': 1 } }, 105],
    ['a name with $', { params: { $a: 1 } }, 121],
    ['a nested key with $', { params: { a: { $b: 1 } } }, 121],
    ['a denied name', { params: { constructor: 1 } }, 105],
    ['a denied name, nested', { params: { a: { b: { constructor: 1 } } } }, 105],
    ['__proto__', JSON.parse('{"params":{"__proto__":1}}'), 105],
    ['__proto__ as flag', JSON.parse('{"masterKeyOnly":{"__proto__":true}}'), 105],
    ['an unknown operation', { params: { a: { __op: 'Nope' } } }, 108],
    ['a bad increment', { params: { a: { __op: 'Increment', amount: 'x' } } }, 107],
    ['a relation', { params: { a: { __op: 'AddRelation', objects: [] } } }, 111],
    ['a malformed date', { params: { a: { __type: 'Date', iso: 'nope' } } }, 111],
  ])('refuses %s', (_name, body, code) => {
    expect(() => parseConfigChange(body, rules)).toThrow(expect.objectContaining({ code }));
  });
});
