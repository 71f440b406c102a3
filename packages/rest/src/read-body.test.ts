import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bodyTooLarge } from './http-error.js';
import { readBody } from './read-body.js';
import type { RestBody, RestRequest } from './rest-request.js';

function requestWith(body: RestBody, headers: Readonly<Record<string, string>> = {}): RestRequest {
  return {
    method: 'POST',
    path: '/',
    query: '',
    mountPath: '',
    ip: '',
    header: (name) => headers[name],
    body,
  };
}

function streamOf(bytes: Uint8Array | string): RestBody {
  const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return {
    kind: 'stream',
    length: undefined,
    read: (limit) => (data.length > limit ? Promise.reject(bodyTooLarge()) : Promise.resolve(data)),
  };
}

const read = (body: RestBody, headers?: Record<string, string>) => readBody(requestWith(body, headers), 1000);

describe('a body that can be read', () => {
  test.each<[string, RestBody, Record<string, string>, unknown]>([
    ['none', { kind: 'none' }, {}, {}],
    ['empty', streamOf(''), {}, {}],
    ['JSON', streamOf('{"a":1}'), {}, { a: 1 }],
    ['JSON with space around it', streamOf(' \t\r\n{"a":1}\n'), {}, { a: 1 }],
    ['JSON with a byte order mark', streamOf('\uFEFF{"a":1}'), {}, { a: 1 }],
    ['JSON as text/plain', streamOf('{"a":1}'), { 'content-type': 'text/plain;charset=UTF-8' }, { a: 1 }],
    ['JSON as anything', streamOf('{"a":1}'), { 'content-type': ';;' }, { a: 1 }],
    ['an array', streamOf('[{"a":1},2]'), {}, { 0: { a: 1 }, 1: 2 }],
    [
      'a form',
      streamOf('a=1&b=x+y'),
      { 'content-type': 'application/x-www-form-urlencoded' },
      { a: '1', b: 'x y' },
    ],
    ['gzip', streamOf(gzipSync('{"a":1}')), { 'content-encoding': 'GZIP' }, { a: 1 }],
    ['deflate', streamOf(deflateSync('{"a":1}')), { 'content-encoding': 'deflate' }, { a: 1 }],
    ['br', streamOf(brotliCompressSync('{"a":1}')), { 'content-encoding': 'br' }, { a: 1 }],
    ['identity', streamOf('{"a":1}'), { 'content-encoding': 'identity' }, { a: 1 }],
    ['an object parsed by the host', { kind: 'parsed', value: { a: 1 } }, {}, { a: 1 }],
    ['a text parsed by the host', { kind: 'parsed', value: '{"a":1}' }, {}, { a: 1 }],
    ['bytes parsed by the host', { kind: 'parsed', value: Buffer.from('{"a":1}') }, {}, { a: 1 }],
    ['nothing parsed by the host', { kind: 'parsed', value: undefined }, {}, {}],
  ])('%s', async (_name, body, headers, expected) => {
    expect({ ...(await read(body, headers)) }).toEqual(expected);
  });
});

describe('a body that cannot be read', () => {
  test.each<[string, RestBody, Record<string, string>, number, string]>([
    ['broken JSON', streamOf('{bad'), {}, 400, "Expected property name or '}' in JSON at position 1"],
    ['a number', streamOf('5'), {}, 400, 'Unexpected token \'5\', "5" is not valid JSON'],
    ['a text', streamOf('"str"'), {}, 400, 'Unexpected token \'"\', ""str"" is not valid JSON'],
    ['null', streamOf('null'), {}, 400, 'Unexpected token \'n\', "null" is not valid JSON'],
    [
      'XML',
      streamOf('<a/>'),
      { 'content-type': 'application/xml' },
      400,
      'Unexpected token \'<\', "<a/>" is not',
    ],
    ['space', streamOf('  '), {}, 400, 'Unexpected end of JSON input'],
    [
      'a charset',
      streamOf('{}'),
      { 'content-type': 'a/b; charset=latin1' },
      415,
      'unsupported charset "LATIN1"',
    ],
    ['an encoding', streamOf('{}'), { 'content-encoding': 'foo' }, 415, 'unsupported content encoding "foo"'],
    [
      'two encodings',
      streamOf('{}'),
      { 'content-encoding': 'gzip, br' },
      415,
      'unsupported content encoding',
    ],
    ['no gzip', streamOf('{}'), { 'content-encoding': 'gzip' }, 400, 'incorrect header check'],
    [
      'half a gzip',
      streamOf(gzipSync('{"a":1}').subarray(0, 12)),
      { 'content-encoding': 'gzip' },
      400,
      'end of file',
    ],
    ['a large one', streamOf('x'.repeat(1001)), {}, 413, 'request entity too large'],
    [
      'a large one announced',
      { kind: 'stream', length: 1001, read: neverRead },
      {},
      413,
      'request entity too large',
    ],
    [
      'a bomb',
      streamOf(gzipSync('x'.repeat(1001))),
      { 'content-encoding': 'gzip' },
      413,
      'request entity too large',
    ],
    ['a number parsed by the host', { kind: 'parsed', value: 5 }, {}, 400, 'not a JSON object'],
  ])('%s', async (...[, body, headers, status, message]) => {
    await expect(read(body, headers)).rejects.toMatchObject({
      status,
      message: expect.stringContaining(message),
    });
  });
});

test('__proto__ in a body is an own key and changes no prototype', async () => {
  const body = await read(streamOf('{"__proto__":{"polluted":true}}'));
  expect(Object.keys(body)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  expect('polluted' in body).toBe(false);
});

function neverRead(): Promise<Uint8Array> {
  throw new TypeError('a body that is announced as too large must not be read');
}
