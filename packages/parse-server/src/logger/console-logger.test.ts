import type { LogFields, LogLevel } from '@parse/core';
import { describe, expect, test } from 'vitest';
import { consoleLogger } from './console-logger.js';
import { maskSecrets } from './mask-secrets.js';

const mask = maskSecrets(['master-key-1234', 'mk']);

function lines(
  json: boolean,
  level: LogLevel | undefined,
  ...messages: [LogLevel, string, LogFields?][]
): string[] {
  const written: string[] = [];
  const now = (): Date => new Date(0);
  const logger = consoleLogger({ level, json, mask, now, write: (line) => written.push(line) });
  for (const [at, message, fields] of messages) {
    logger.log(at, message, fields);
  }
  return written;
}

describe('levels', () => {
  test('a logger writes its level and the graver ones', () => {
    const all = (['error', 'warn', 'info', 'verbose', 'debug'] as const).map((level): [LogLevel, string] => [
      level,
      level,
    ]);
    expect(lines(true, 'info', ...all)).toHaveLength(3);
    expect(lines(true, 'debug', ...all)).toHaveLength(5);
    expect(lines(true, undefined, ...all)).toHaveLength(0);
  });

  test('isEnabled tells what would be written', () => {
    const logger = consoleLogger({ level: 'warn', json: true, mask });
    expect([logger.isEnabled('error'), logger.isEnabled('warn'), logger.isEnabled('info')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('one line for each message', () => {
  test('JSON lines carry time, level, message and fields', () => {
    const [line = ''] = lines(true, 'info', ['info', 'listening', { port: 1337 }]);
    expect(JSON.parse(line)).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      message: 'listening',
      port: 1337,
    });
  });

  test('readable lines escape line breaks and control characters', () => {
    const [line = ''] = lines(false, 'info', ['info', 'a\nb\u001b[31m', { name: 'x\ny' }]);
    expect(line).toBe('1970-01-01T00:00:00.000Z info    a\\nb\\u001b[31m name="x\\ny"\n');
  });

  test('errors are written with name, code and causes', () => {
    const cause = Object.assign(new TypeError('inner'), { code: 'EINNER' });
    const [line = ''] = lines(true, 'error', ['error', 'failed', { error: new Error('outer', { cause }) }]);
    expect(JSON.parse(line).error).toMatchObject({
      name: 'Error',
      message: 'outer',
      cause: { name: 'TypeError', message: 'inner', code: 'EINNER' },
    });
  });

  test('what JSON cannot say does not stop the logger', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(
      lines(true, 'info', ['info', 'odd', { loop, big: 10n, run: () => 1, at: new Date(NaN) }]),
    ).toHaveLength(1);
  });
});

describe('secrets', () => {
  test.each([true, false])('known keys and session tokens never appear (json: %s)', (json) => {
    const token = 'r:0123456789abcdef0123456789abcdef';
    const error = new Error('bad master-key-1234');
    const [line = ''] = lines(json, 'info', ['info', `key master-key-1234 ${token}`, { note: token, error }]);
    expect(line).not.toContain('master-key-1234');
    expect(line).not.toContain(token);
  });

  test.each(['password', '_hashed_password', 'sessionToken', 'masterKey', 'Authorization', 'clientSecret'])(
    'the field %s is masked at any depth',
    (name) => {
      const [line = ''] = lines(true, 'info', [
        'info',
        'm',
        { [name]: 'plain', nested: { [name]: 'plain' } },
      ]);
      expect(line).not.toContain('plain');
    },
  );

  test('a very short key is not searched for in words', () => {
    expect(mask.text('the mk')).toBe('the mk');
  });
});
