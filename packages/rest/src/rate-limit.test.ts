import type { Auth, StoredObject } from '@parse/core';
import { describe, expect, test } from 'vitest';
import type { Caller } from './gate.js';
import { createRateLimiter, type RateLimitRule } from './rate-limit.js';

const ANYBODY: Caller = { ip: '9.9.9.9', auth: { kind: 'anonymous' } };
const RULE: RateLimitRule = { requestPath: '/classes/*path', requestCount: 1, requestTimeWindow: 60_000 };

function user(userId: string, sessionId: string): Auth {
  const session: StoredObject = { objectId: sessionId };
  return { kind: 'user', userId, sessionToken: `r:${sessionId}`, session };
}

/** Whether a second use by `second` is still free after one by `first`. */
async function isSeparate(rule: Partial<RateLimitRule>, first: Caller, second: Caller): Promise<boolean> {
  const limiter = createRateLimiter([{ ...RULE, ...rule }]);
  const operation = { method: 'GET', path: '/classes/Post' };
  await limiter.count(operation, first);
  return limiter.count(operation, second).then(
    () => true,
    () => false,
  );
}

test('the use after the last one is refused with the headers of the window', async () => {
  const limiter = createRateLimiter([{ ...RULE, requestCount: 2 }], { now: () => 1_000_500 });
  const operation = { method: 'GET', path: '/classes/Post' };
  expect(await limiter.count(operation, ANYBODY)).toEqual({
    'X-RateLimit-Limit': '2',
    'X-RateLimit-Remaining': '1',
    'X-RateLimit-Reset': '1061',
  });
  expect(await limiter.count(operation, ANYBODY)).toMatchObject({ 'X-RateLimit-Remaining': '0' });
  await expect(limiter.count(operation, ANYBODY)).rejects.toMatchObject({
    code: 100,
    status: 429,
    message: 'Too many requests.',
    headers: { 'Retry-After': '60', 'X-RateLimit-Remaining': '0' },
  });
});

test('the rule that leaves least is the one in the headers', async () => {
  const limiter = createRateLimiter([
    { ...RULE, requestCount: 5 },
    { ...RULE, requestPath: '/classes/Post', requestCount: 2 },
  ]);
  const headers = await limiter.count({ method: 'GET', path: '/classes/Post' }, ANYBODY);
  expect(headers).toMatchObject({ 'X-RateLimit-Limit': '2', 'X-RateLimit-Remaining': '1' });
});

describe('a rule concerns', () => {
  const local = { ip: '127.0.0.1', auth: ANYBODY.auth };
  const master: Caller = { ip: '9.9.9.9', auth: { kind: 'master' } };
  const readOnly: Caller = { ip: '9.9.9.9', auth: { kind: 'read-only-master' } };
  test.each<[string, Partial<RateLimitRule>, string, string, Caller, boolean]>([
    ['its path', {}, 'GET', '/classes/Post/1', ANYBODY, true],
    ['its path in any case', { requestPath: '/Classes/post' }, 'GET', '/classes/Post', ANYBODY, true],
    ['no other path', {}, 'GET', '/users', ANYBODY, false],
    ['no longer path', { requestPath: '/login' }, 'GET', '/login/x', ANYBODY, false],
    ['every method', {}, 'DELETE', '/classes/Post', ANYBODY, true],
    ['a listed method', { requestMethods: ['post', 'PUT'] }, 'POST', '/classes/Post', ANYBODY, true],
    ['no other method', { requestMethods: 'POST' }, 'GET', '/classes/Post', ANYBODY, false],
    ['no master key', {}, 'GET', '/classes/Post', master, false],
    ['no read-only master key', {}, 'GET', '/classes/Post', readOnly, false],
    [
      'the read-only master key when told',
      { includeMasterKey: true },
      'GET',
      '/classes/Post',
      readOnly,
      true,
    ],
    ['the master key when told', { includeMasterKey: true }, 'GET', '/classes/Post', master, true],
    ['not this machine', {}, 'GET', '/classes/Post', local, false],
    ['this machine when told', { includeInternalRequests: true }, 'GET', '/classes/Post', local, true],
    ['a refused session', {}, 'GET', '/classes/Post', { ip: '9.9.9.9', auth: undefined }, true],
  ])('%s', async (...[, rule, method, path, caller, expected]) => {
    const limiter = createRateLimiter([{ ...RULE, ...rule }]);
    expect((await limiter.count({ method, path }, caller)) !== undefined).toBe(expected);
  });
});

describe('counts', () => {
  const at = (ip: string, auth: Auth = { kind: 'anonymous' }): Caller => ({ ip, auth });
  test.each<[string, Partial<RateLimitRule>, Caller, Caller, boolean]>([
    ['are by address', {}, at('1.1.1.1'), at('1.1.1.2'), true],
    ['are one for an address', {}, at('1.1.1.1'), at('1.1.1.1', user('u', 's')), false],
    ['are one for an IPv6 network', {}, at('2001:db8:0:1::1'), at('2001:db8:0:1:ffff::2'), false],
    ['differ for IPv6 networks', {}, at('2001:db8:0:1::1'), at('2001:db8:0:2::1'), true],
    [
      'by user span sessions',
      { zone: 'user' },
      at('1.1.1.1', user('u', 's')),
      at('2.2.2.2', user('u', 't')),
      false,
    ],
    ['by user differ', { zone: 'user' }, at('1.1.1.1', user('u', 's')), at('1.1.1.1', user('v', 't')), true],
    ['by user fall back to the address', { zone: 'user' }, at('1.1.1.1'), at('1.1.1.1'), false],
    [
      'by session differ',
      { zone: 'session' },
      at('1.1.1.1', user('u', 's')),
      at('1.1.1.1', user('u', 't')),
      true,
    ],
    ['by session fall back to the address', { zone: 'session' }, at('1.1.1.1'), at('1.1.1.1'), false],
    ['are one for all', { zone: 'global' }, at('1.1.1.1'), at('2.2.2.2', user('u', 's')), false],
  ])('%s', async (...[, rule, first, second, expected]) => {
    expect(await isSeparate(rule, first, second)).toBe(expected);
  });
});

test('every bad rule is reported at once', () => {
  const rules = [
    { ...RULE, requestPath: '/functions/*' },
    { ...RULE, requestCount: Number.NaN, requestTimeWindow: 0 },
  ];
  expect(() => createRateLimiter(rules)).toThrow(
    expect.objectContaining({
      problems: [
        expect.stringContaining('rateLimit[0].requestPath "/functions/*"'),
        expect.stringContaining('rateLimit[1].requestCount'),
        expect.stringContaining('rateLimit[1].requestTimeWindow'),
      ],
    }),
  );
});
