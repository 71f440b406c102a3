import Parse from 'parse/node';
import type { ServerCloud } from '../../src/index.js';
import { expect, test } from 'vitest';
import { MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';

/** Functions that the tests call. */
function cloud(): void {
  const { Cloud } = Parse;
  Cloud.define('echo', ({ params }) => params);
  Cloud.define('kinds', ({ params }) =>
    Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value?.constructor?.name])),
  );
  Cloud.define('shop.orders.count', () => 7);
  Cloud.define('nothing', () => undefined);
  Cloud.define('later', () => Promise.resolve([1, { two: 2 }]));
  Cloud.define('object', async ({ params }) => {
    const query = new Parse.Query('CloudThing').include('friend');
    return query.get(String(params.id), { useMasterKey: true });
  });
  Cloud.define('caller', ({ user, master, functionName, ip, headers, installationId, context }) => ({
    user: user?.id,
    name: user?.get('username'),
    token: user?.getSessionToken(),
    master,
    functionName,
    ip,
    header: headers['x-flavour'],
    installationId,
    context,
  }));
  Cloud.define('throws', ({ params }) => {
    const thrown: Record<string, unknown> = {
      text: 'just text',
      error: new Error('an error'),
      coded: new Parse.Error(1234, 'a code'),
      objectMessage: new Parse.Error(Parse.Error.OTHER_CAUSE, { a: 1 } as unknown as string),
      nothing: undefined,
      plain: { message: 'a message' },
    };
    throw thrown[String(params.what)];
  });
  const garbage: Record<string, () => unknown> = {
    cycle() {
      const loop: Record<string, unknown> = {};
      loop['self'] = loop;
      return loop;
    },
    bigint: () => 10n,
    unsaved: () => new Parse.Object('CloudThing', { a: 1 }),
    recursion: () => garbage['recursion']?.(),
  };
  Cloud.define('garbage', ({ params }) => garbage[String(params.what)]?.());
  Cloud.define('express', (request, response?: Parse.Cloud.FunctionResponse) => {
    if (request.params.fail) response?.status(418).error('a teapot');
    else response?.status(202).header('X-Made-By', 'cloud').success({ ok: true });
  });
  Cloud.define('badHeader', (_request, response?: Parse.Cloud.FunctionResponse) => {
    response?.header('bad header', 'x\r\ny').success();
  });
  Cloud.define('typed', (_request, response?: Parse.Cloud.FunctionResponse) => {
    response?.header('X-Twice', '1').header('x-twice', '2').header('content-type', 'text/plain');
    response?.header('content-length', '1').header('Transfer-Encoding', 'chunked').success('typed');
  });
  (Cloud as ServerCloud).define('informs', (_request, response) => response.status(150).success());
  Cloud.define('coded', ({ params }) => {
    throw new Parse.Error(params.code === 'NaN' ? Number.NaN : Number(params.code), 'coded');
  });
  for (const [name, type] of Object.entries({ ofText: 'Number', ofList: [Number], ofNumber: Number })) {
    const rules: object = { fields: { n: { type } } };
    Cloud.define(name, () => 'fine', rules);
  }
}

describeOnEveryStorage(
  'functions of Cloud Code',
  (server) => {
    const post = (name: string, body: object = {}, headers: Record<string, string> = {}) =>
      httpRequest(server, { method: 'POST', path: `/functions/${name}`, body, headers });

    test('are called with parameters and answer with a result', async () => {
      expect(await Parse.Cloud.run('echo', { a: 1, list: [true, null, { b: 'c' }] })).toEqual({
        a: 1,
        list: [true, null, { b: 'c' }],
      });
      expect(await Parse.Cloud.run('shop.orders.count')).toBe(7);
      expect(await Parse.Cloud.run('later')).toEqual([1, { two: 2 }]);
      expect(await Parse.Cloud.run('nothing')).toBeUndefined();
      expect((await post('nothing')).body).toEqual({});
    });

    test('get dates, files and pointers as what they are, and give them back', async () => {
      const at = new Date('2030-01-02T03:04:05.678Z');
      const nested = { deep: [{ at }] };
      const { body } = await post('kinds', {
        at: { __type: 'Date', iso: at.toISOString() },
        pointer: { __type: 'Pointer', className: 'CloudThing', objectId: 'abcdefghij' },
        file: { __type: 'File', name: 'a.txt', url: 'http://files/a.txt' },
        place: { __type: 'GeoPoint', latitude: 1, longitude: 2 },
        nested,
      });
      expect(body.result).toEqual({
        at: 'Date',
        pointer: 'ParseObject',
        file: 'ParseFile',
        place: 'Object',
        nested: 'Object',
      });
      const echoed = await Parse.Cloud.run('echo', { at, nested });
      expect(echoed).toEqual({ at, nested });
    });

    test('give objects whole, with what they include', async () => {
      const friend = await new Parse.Object('CloudThing', { name: 'friend' }).save(null, MASTER);
      const thing = await new Parse.Object('CloudThing', { name: 'thing', friend }).save(null, MASTER);
      const found: Parse.Object = await Parse.Cloud.run('object', { id: thing.id });
      expect(found).toBeInstanceOf(Parse.Object);
      expect([found.id, found.get('name'), found.get('friend').get('name')]).toEqual([
        thing.id,
        'thing',
        'friend',
      ]);
    });

    test('know their caller', async () => {
      const { id, session } = await signUp('cloudy');
      const caller = await Parse.Cloud.run('caller', {}, session);
      expect(caller).toMatchObject({
        user: id,
        name: 'cloudy',
        token: session.sessionToken,
        master: false,
        functionName: 'caller',
      });
      expect(await Parse.Cloud.run('caller', {}, MASTER)).toMatchObject({ master: true });
      const told = await Parse.Cloud.run(
        'caller',
        {},
        {
          context: { a: 1 },
          installationId: 'phone',
        },
      );
      expect(told).toMatchObject({ master: false, context: { a: 1 }, installationId: 'phone' });
      const { body } = await post('caller', {}, { 'X-Flavour': 'vanilla' });
      expect(body.result).toMatchObject({ ip: '127.0.0.1', header: 'vanilla', context: {} });
      expect(body.result).not.toHaveProperty('user');
    });

    test('take parameters from the query string too', async () => {
      const { body } = await post('echo?a=1', { b: 2 });
      expect(body.result).toEqual({ a: '1', b: 2 });
    });

    test.each([
      ['text', '141 just text'],
      ['error', '141 an error'],
      ['coded', '1234 a code'],
      ['plain', '141 a message'],
      ['nothing', '141 Script failed.'],
    ])('fail with what they throw: %s', async (what, expected) => {
      expect(await refusalOf(Parse.Cloud.run('throws', { what }))).toBe(expected);
    });

    test('fail with 400, whatever they throw', async () => {
      for (const what of ['text', 'error', 'coded', 'objectMessage', 'nothing', 'plain']) {
        expect((await post('throws', { what })).status).toBe(400);
      }
    });

    test.each(['missing', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
      'that do not exist are invalid: "%s"',
      async (name) => {
        const { status, body } = await post(encodeURIComponent(name));
        expect([status, body]).toEqual([400, { code: 141, error: `Invalid function: "${name}"` }]);
      },
    );

    test.each(['cycle', 'bigint', 'unsaved', 'recursion'])(
      'that answer what cannot be answered fail cleanly: %s',
      async (what) => {
        const { status, body } = await post('garbage', { what });
        expect([status, body.code]).toEqual([400, 141]);
      },
    );

    test('with a second parameter choose status and headers', async () => {
      const response = await fetch(`${server.url}/functions/express`, {
        method: 'POST',
        headers: { 'X-Parse-Application-Id': server.appId },
        body: '{}',
      });
      expect([response.status, response.headers.get('x-made-by'), await response.json()]).toEqual([
        202,
        'cloud',
        { result: { ok: true } },
      ]);
      const failed = await post('express', { fail: true });
      expect([failed.status, failed.body]).toEqual([400, { code: 141, error: 'a teapot' }]);
      expect((await post('badHeader')).status).toBe(400);
    });

    test('set the type of the answer, each header once, and nothing of how it is sent', async () => {
      const response = await fetch(`${server.url}/functions/typed`, {
        method: 'POST',
        headers: { 'X-Parse-Application-Id': server.appId },
        body: '{}',
      });
      expect([response.headers.get('content-type'), response.headers.get('x-twice')]).toEqual([
        'text/plain',
        '2',
      ]);
      expect(await response.json()).toEqual({ result: 'typed' });
      expect(await Parse.Cloud.run('typed')).toBe('typed');
    });

    test('cannot answer with a status after which another one would have to come', async () => {
      expect(await refusalOf(Parse.Cloud.run('informs'))).toBe(
        '141 The function set a status that HTTP does not have: 150',
      );
    });

    test.each([
      ['NaN', 141],
      ['Infinity', 141],
      ['1.5', 141],
      ['-7', -7],
      ['777', 777],
    ])('fail with the code %s as %i', async (code, expected) => {
      expect((await post('coded', { code })).body).toEqual({ code: expected, error: 'coded' });
    });

    test.each(['ofText', 'ofList', 'ofNumber'])(
      'take types of parameters as old code writes them: %s',
      async (name) => {
        expect(await Parse.Cloud.run(name, { n: 1 })).toBe('fine');
        expect(await refusalOf(Parse.Cloud.run(name, { n: 'x' }))).toBe(
          '142 Validation failed. Invalid type for n. Expected: number',
        );
      },
    );

    test('take hostile parameters as data', async () => {
      const response = await fetch(`${server.url}/functions/echo`, {
        method: 'POST',
        headers: { 'X-Parse-Application-Id': server.appId },
        body: '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"a":{"__proto__":{"x":1}}}',
      });
      expect(response.status).toBe(200);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });
  },
  { cloud },
);

describeOnEveryStorage(
  'functions that never answer',
  () => {
    test('fail after the time that the app allows', async () => {
      expect(await refusalOf(Parse.Cloud.run('never'))).toMatch(/^124 /);
    });
  },
  { cloud: () => Parse.Cloud.define('never', () => new Promise(() => undefined)), cloudTimeout: 50 },
);
