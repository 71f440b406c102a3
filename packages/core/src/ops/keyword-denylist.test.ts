import { describe, expect, test } from 'vitest';
import { ConfigError } from '../errors/config-error.js';
import { ErrorCode } from '../errors/codes.js';
import type { Json } from '../types/json.js';
import { compileDenylist, DEFAULT_DENYLIST, type DeniedKeyword } from './keyword-denylist.js';

describe('compileDenylist', () => {
  test.each<[DeniedKeyword, string | undefined, Json]>([
    [{ key: 'constructor' }, 'constructor', 1],
    [{ key: 'constructor' }, 'xconstructor', null],
    [{ key: '_bsontype', value: 'Code' }, '_bsontype', 'Code'],
    [{ key: '_bsontype', value: 'Code' }, 'x_bsontype', 'Codex'],
    [{ value: 'bad' }, 'any', 'so bad'],
    [{ value: 'bad' }, undefined, 'bad'],
    [{ value: '4.' }, 'n', 42],
    [{ key: '^a.c$' }, 'abc', {}],
  ])('%j finds %j: %j', (entry, key, value) => {
    expect(() => compileDenylist([entry])(key, value)).toThrow(
      expect.objectContaining({
        code: ErrorCode.InvalidKeyName,
        message: `Prohibited keyword in request data: ${JSON.stringify(entry)}.`,
      }),
    );
  });

  test.each<[DeniedKeyword, string | undefined, Json]>([
    [{ key: 'constructor' }, 'CONSTRUCTOR', 1],
    [{ key: 'constructor' }, 'a', 'constructor'],
    [{ key: 'constructor' }, undefined, 'constructor'],
    [{ key: '_bsontype', value: 'Code' }, '_bsontype', 'Long'],
    [{ key: '_bsontype', value: 'Code' }, '_bsontype', { a: 'Code' }],
    [{ key: '^a.c$' }, 'abcd', 1],
    [{}, 'a', 1],
  ])('%j lets %j: %j pass', (entry, key, value) => {
    expect(() => compileDenylist([entry])(key, value)).not.toThrow();
  });

  test('the default refuses what JavaScript and BSON give a meaning to', () => {
    const scan = compileDenylist(DEFAULT_DENYLIST);
    expect(() => scan('__proto__', 1)).toThrow('{"key":"__proto__"}');
    expect(() => scan('_bsontype', 'Code')).toThrow('{"key":"_bsontype","value":"Code"}');
  });

  test('a pattern that does not compile is told to the operator', () => {
    expect(() => compileDenylist([{ key: '(' }])).toThrow(ConfigError);
  });
});
