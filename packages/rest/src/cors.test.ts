import { expect, test } from 'vitest';
import { createCors, type CorsOptions } from './cors.js';

function headersFor(options: CorsOptions, origin?: string) {
  return createCors(options)({
    method: 'GET',
    path: '/',
    query: '',
    mountPath: '',
    ip: '',
    header: (name) => (name === 'origin' ? origin : undefined),
    body: { kind: 'none' },
  });
}

test.each<[string, CorsOptions, string | undefined, string]>([
  ['every origin by default', {}, 'http://x', '*'],
  ['the one origin there is, whoever asks', { allowOrigin: 'http://a' }, 'http://x', 'http://a'],
  ['a listed origin', { allowOrigin: ['http://a', 'http://b'] }, 'http://b', 'http://b'],
  ['the first for others', { allowOrigin: ['http://a', 'http://b'] }, 'http://x', 'http://a'],
  ['the first without an origin', { allowOrigin: ['http://a', 'http://b'] }, undefined, 'http://a'],
])('allows %s', (_name, options, origin, expected) => {
  expect(headersFor(options, origin)['Access-Control-Allow-Origin']).toBe(expected);
});

test('the answer varies by origin only when there are several', () => {
  expect(headersFor({})).not.toHaveProperty('Vary');
  expect(headersFor({ allowOrigin: ['http://a', 'http://b'] })).toHaveProperty('Vary', 'Origin');
});

test('allowed headers are those of Parse and the operator', () => {
  expect(headersFor({ allowHeaders: ['X-Mine'] })['Access-Control-Allow-Headers']).toBe(
    'X-Parse-Master-Key, X-Parse-REST-API-Key, X-Parse-Javascript-Key, X-Parse-Application-Id, ' +
      'X-Parse-Client-Version, X-Parse-Session-Token, X-Requested-With, X-Parse-Revocable-Session, ' +
      'X-Parse-Request-Id, Content-Type, Pragma, Cache-Control, X-Mine',
  );
});
