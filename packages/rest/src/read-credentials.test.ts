import type { JsonObject } from '@parse/core';
import { describe, expect, test } from 'vitest';
import { readCredentials } from './read-credentials.js';
import type { RestRequest } from './rest-request.js';

function requestWith(headers: Readonly<Record<string, string>>): RestRequest {
  return {
    method: 'POST',
    path: '/',
    query: '',
    mountPath: '',
    ip: '10.0.0.9',
    header: (name) => headers[name],
    body: { kind: 'none' },
  };
}

const read = (headers: Record<string, string>, body: JsonObject = {}) =>
  readCredentials(requestWith(headers), body, 'app');
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
const APP = { 'x-parse-application-id': 'app' };

describe('credentials in headers', () => {
  test('every header has its field, and the body is left alone', () => {
    const body = { a: 1, _SessionToken: 'r:x' };
    const headers = {
      ...APP,
      'x-parse-master-key': 'm',
      'x-parse-maintenance-key': 'mm',
      'x-parse-session-token': 'r:1',
      'x-parse-installation-id': 'i',
      'x-parse-client-version': 'js8',
      'x-parse-rest-api-key': 'rk',
      'x-parse-client-key': 'ck',
      'x-parse-javascript-key': 'jk',
      'x-parse-windows-key': 'wk',
      'x-parse-cloud-context': '{"k":1}',
    };
    expect(read(headers, body)).toEqual({
      body,
      credentials: {
        appId: 'app',
        ip: '10.0.0.9',
        masterKey: 'm',
        maintenanceKey: 'mm',
        sessionToken: 'r:1',
        installationId: 'i',
        clientVersion: 'js8',
        restAPIKey: 'rk',
        clientKey: 'ck',
        javascriptKey: 'jk',
        dotNetKey: 'wk',
        cloudContext: { k: 1 },
      },
    });
  });

  test('an empty header counts as absent', () => {
    const { credentials } = read({ ...APP, 'x-parse-session-token': '' });
    expect(credentials).toEqual({ appId: 'app', ip: '10.0.0.9' });
  });

  test.each(['{bad', '[1]', '1', 'null', '"x"'])('a context of %s is refused', (context) => {
    expect(() => read({ ...APP, 'x-parse-cloud-context': context })).toThrow(
      expect.objectContaining({ code: 107, message: 'Invalid object for context.' }),
    );
  });
});

describe('Basic authentication', () => {
  test.each([
    ['app:mk', { masterKey: 'mk' }],
    ['app:javascript-key=jk', { javascriptKey: 'jk' }],
    ['app:', {}],
    ['app:a:b', { masterKey: 'a:b' }],
  ])('%s', (text, keys) => {
    expect(read(basic(text)).credentials).toEqual({ appId: 'app', ip: '10.0.0.9', ...keys });
  });

  test.each([
    basic('other:mk'),
    basic('app'),
    { authorization: 'Basic !!!' },
    { authorization: 'Bearer app:mk' },
  ])('%o is unauthorized', (headers) => {
    expect(() => read(headers)).toThrow('unauthorized');
  });
});

describe('credentials in the body', () => {
  test('they are taken out of it', () => {
    const body = {
      _ApplicationId: 'app',
      _JavaScriptKey: 'jk',
      _MasterKey: 'mk',
      _SessionToken: 'r:1',
      _InstallationId: 'i',
      _ClientVersion: 'js8',
      _ContentType: 'text/plain',
      _RevocableSession: '1',
      _noBody: true,
      _context: { k: 1 },
      a: 1,
    };
    expect(read({}, body)).toEqual({
      body: { a: 1 },
      credentials: {
        appId: 'app',
        ip: '10.0.0.9',
        javascriptKey: 'jk',
        masterKey: 'mk',
        sessionToken: 'r:1',
        installationId: 'i',
        clientVersion: 'js8',
        cloudContext: { k: 1 },
      },
    });
  });

  test('a context may be JSON text', () => {
    const { credentials } = read({}, { _ApplicationId: 'app', _context: '{"k":1}' });
    expect(credentials.cloudContext).toEqual({ k: 1 });
  });

  test.each([{ k: 1 }, ['a'], 5, true, null])(
    'a key that is %o instead of a text is unauthorized',
    (value) => {
      const fields = [
        '_ApplicationId',
        '_JavaScriptKey',
        '_MasterKey',
        '_SessionToken',
        '_InstallationId',
        '_ClientVersion',
        '_ContentType',
      ];
      for (const field of fields) {
        expect(() => read({}, { _ApplicationId: 'app', [field]: value })).toThrow('unauthorized');
      }
    },
  );

  test.each(['{bad', '[1]', ['k'], 5])('a context of %o is refused', (context) => {
    expect(() => read({}, { _ApplicationId: 'app', _context: context })).toThrow(
      expect.objectContaining({ code: 107 }),
    );
  });

  test('a key that the body only inherits does not count', () => {
    const body: JsonObject = Object.create({ _ApplicationId: 'app' });
    expect(() => read({}, body)).toThrow('unauthorized');
  });

  test('__proto__ stays an own key of what is left', () => {
    const body: JsonObject = JSON.parse('{"_ApplicationId":"app","__proto__":{"x":1}}');
    const left = read({}, body).body;
    expect(Object.keys(left)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(left)).toBe(Object.prototype);
  });
});

test('nothing that names the app is unauthorized', () => {
  expect(() => read({})).toThrow('unauthorized');
  expect(() => read({ 'x-parse-application-id': 'other' })).toThrow('unauthorized');
  expect(() => read({}, { _ApplicationId: 'other' })).toThrow('unauthorized');
});
