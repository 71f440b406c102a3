import { afterEach, expect, test } from 'vitest';
import { outcome } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  '__lookupSetter__',
  'isPrototypeOf',
];

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describeApi('a name that every object inherits', (api) => {
  test.each(NAMES.filter((name) => name !== 'prototype'))('%s is no class', async (name) => {
    expect(outcome(await api().post(`/classes/${name}`, { a: 1 }))).toBe('400 103');
    expect(outcome(await api().get(`/classes/${name}`))).toBe('400 103');
    expect(outcome(await api().get(`/classes/${name}/x`))).toBe('400 103');
    expect(outcome(await api().post('/schemas', { className: name }, api().master))).toBe('400 103');
    expect(outcome(await api().get(`/schemas/${name}`, {}, api().master))).toBe('400 103');
    const where = { p: { $inQuery: { className: name, where: {} } } };
    expect(outcome(await api().get('/classes/Any', { where }))).toBe('400 103');
  });

  test.each(NAMES.filter((name) => name !== 'prototype'))(
    '%s is no field (GHSA-9ccr-fpp6-78qf)',
    async (name) => {
      const text = (value: string) => `{${JSON.stringify(name)}:${value}}`;
      for (const value of [
        '1',
        '{"polluted":true}',
        '{"__op":"Increment","amount":1}',
        '{"__op":"Delete"}',
      ]) {
        expect(outcome(await api().post('/classes/Proto', text(value)))).toBe('400 105');
      }
      expect(outcome(await api().post('/classes/Proto', { [`${name}.polluted`]: true }))).toBe('400 105');
      const field = `{"fields":${text('{"type":"String"}')}}`;
      expect(outcome(await api().post('/schemas/ProtoFields', field, api().master))).toBe('400 105');
      const permissions = `{"classLevelPermissions":${text('{"*":true}')}}`;
      expect(outcome(await api().post('/schemas/ProtoClp', permissions, api().master))).toBe('400 107');
      expect(outcome(await api().get('/classes/Proto', { order: name }))).toMatch(/^(400 105|200)$/);
    },
  );

  test.each(['__proto__', 'constructor'])(
    '%s is no key at any depth of a value (GHSA-q342-9w2p-57fp)',
    async (name) => {
      const key = JSON.stringify(name);
      for (const body of [
        `{"a":{${key}:{"polluted":true}}}`,
        `{"a":{"b":[{"c":{${key}:{"polluted":true}}}]}}`,
        `{"a":[{${key}:1}]}`,
        `{"l":{"__op":"Add","objects":[{${key}:{"polluted":true}}]}}`,
        `{"a.${name}.polluted":true}`,
        `{"a.b":{${key}:{"polluted":true}}}`,
        `{"p":{"__type":"Pointer","className":"A","objectId":"a",${key}:{"polluted":true}}}`,
      ]) {
        expect(outcome(await api().post('/classes/Nested', body))).toMatch(/^400 105$/);
        expect(outcome(await api().put('/config', `{"params":${body}}`, api().master))).toMatch(/^400 105$/);
      }
    },
  );

  test.each(NAMES)('%s is a principal like any other in an ACL, or refused', async (name) => {
    const body = `{"a":1,"ACL":{${JSON.stringify(name)}:{"read":true,"write":true}}}`;
    const answer = await api().post('/classes/Listed', body);
    expect(outcome(answer)).toBe(/^(__proto__|constructor)$/.test(name) ? '400 105' : '201');
    const id = String(answer.body.objectId);
    expect(outcome(await api().get(`/classes/Listed/${id}`))).toBe('404 101');
  });

  test.each(NAMES)('%s gives no function, no default and no permission in parameters', async (name) => {
    for (const parameters of [
      { [name]: '1' },
      { where: `{"${name}":1}` },
      { hint: name },
      { include: name },
      { keys: name },
    ]) {
      expect((await api().get('/classes/Params', parameters)).status).toBeLessThan(500);
    }
    expect((await api().post('/classes/Params', { _method: name })).status).toBe(404);
    const batch = { requests: [{ method: name, path: '/parse/classes/Params' }] };
    expect(outcome(await api().post('/batch', batch))).toBe('400 107');
    expect(outcome(await api().post('/login', `{"${name}":"x","username":"${name}","password":"x"}`))).toBe(
      '404 101',
    );
    await api().create('Piped', { a: 1 });
    expect(
      (await api().get('/aggregate/Piped', { pipeline: [{ [`$${name}`]: {} }] }, api().master)).status,
    ).toBe(400);
  });

  test.each(NAMES)('%s is no provider of identities', async (name) => {
    const authData = `{${JSON.stringify(name)}:{"id":"x"}}`;
    const user = await api().signUp(`no provider ${name}`);
    for (const answer of [
      await api().post('/users', `{"authData":${authData}}`),
      await api().put(`/users/${user.id}`, `{"authData":${authData}}`, user.caller),
      await api().post('/challenge', `{"challengeData":${authData}}`),
    ]) {
      expect(outcome(answer)).toMatch(/^400 (105|252)$/);
    }
  });

  test('in a cloud context pollutes nothing (#10570)', async () => {
    const context = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const header = { 'X-Parse-Cloud-Context': context };
    expect((await api().post('/classes/Context', { a: 1 }, header)).status).toBe(201);
    const body = `{"_ApplicationId":"app","_context":${context},"a":1}`;
    expect((await api().post('/classes/Context', body, { 'X-Parse-Application-Id': '' })).status).toBe(201);
  });

  test('passes through batches and transactions no more than by itself', async () => {
    const body =
      '{"requests":[{"method":"POST","path":"/parse/classes/B","body":{"a":{"__proto__":{"polluted":1}}}}]}';
    expect((await api().post('/batch', body)).body).toMatchObject([{ error: { code: 105 } }]);
    const proto = '{"__proto__":{"requests":[]},"requests":[]}';
    expect((await api().post('/batch', proto)).body).toEqual([]);
  });
});

describeApi(
  'a row whose id is a name that every object inherits',
  (api) => {
    test.each(NAMES)('%s is a row like any other', async (objectId) => {
      await api().create('Odd', { objectId, a: 1 });
      await api().create('Pointing', { to: { __type: 'Pointer', className: 'Odd', objectId } });
      expect((await api().get(`/classes/Odd/${objectId}`)).body).toMatchObject({ objectId, a: 1 });
      const included = await api().get('/classes/Pointing', { include: 'to', order: '-createdAt', limit: 1 });
      expect(included.body.results[0].to).toMatchObject({ objectId, a: 1 });
      expect(outcome(await api().remove(`/classes/Odd/${objectId}`))).toBe('200');
    });
  },
  { allowCustomObjectId: true },
);
