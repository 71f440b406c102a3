import Parse from 'parse/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MASTER, signUp } from './support/callers.js';
import { connectSdk } from './support/connect-sdk.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';
import { startServer, type TestServer } from './support/start-server.js';
import { storages } from './support/storages.js';

describe.each(storages)('two apps in one process on $name', (storage) => {
  let first: TestServer;
  let second: TestServer;
  beforeAll(async () => {
    first = await startServer(storage, { appId: `first on ${storage.name}` });
    second = await startServer(storage, { appId: `second on ${storage.name}`, label: 'second' });
  });
  afterAll(async () => {
    await first.close();
    await second.close();
  });

  test('share no objects and no classes', async () => {
    connectSdk(first);
    await new Parse.Object('Game', { level: 1 }).save();
    connectSdk(second);
    expect(await new Parse.Query('Game').find()).toEqual([]);
    await new Parse.Object('Game', { level: 'one' }).save();
    expect((await new Parse.Schema('Game').get()).fields).toMatchObject({ level: { type: 'String' } });
    connectSdk(first);
    expect((await new Parse.Schema('Game').get()).fields).toMatchObject({ level: { type: 'Number' } });
  });

  test('share no users, sessions and roles', async () => {
    connectSdk(first);
    const alice = await signUp('alice');
    expect((await Parse.User.me(alice.session.sessionToken)).id).toBe(alice.id);
    connectSdk(second);
    expect(await refusalOf(Parse.User.me(alice.session.sessionToken))).toMatch(/^209 /);
    expect((await signUp('alice')).id).not.toBe(alice.id);
  });

  test('share no config', async () => {
    connectSdk(first);
    await Parse.Config.save({ colour: 'red' }, {});
    connectSdk(second);
    expect((await Parse.Config.get()).get('colour')).toBeUndefined();
  });

  test('take only their own keys', async () => {
    const get = (headers: Readonly<Record<string, string>>) =>
      httpRequest(second, { path: '/schemas', headers });
    expect((await get({ 'X-Parse-Master-Key': second.masterKey })).status).toBe(200);
    expect((await get({ 'X-Parse-Master-Key': first.masterKey })).status).toBe(403);
    expect((await get({ 'X-Parse-Application-Id': first.appId })).status).toBe(403);
  });

  test('one goes on when the other is closed', async () => {
    const third = await startServer(storage, { appId: `third on ${storage.name}`, label: 'third' });
    await third.close();
    connectSdk(first);
    expect(await new Parse.Query('Game').count(MASTER)).toBe(1);
  });
});
