import Parse from 'parse/node';
import { expect, onTestFinished, test } from 'vitest';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { startHookServer, type HookReply, type HookServer } from './support/hook-server.js';
import { httpRequest } from './support/http-request.js';

describeOnEveryStorage('answers of webhooks', (server) => {
  const ask = async (method: string, path: string, body: object): Promise<void> => {
    const headers = { 'X-Parse-Master-Key': server.masterKey };
    const { status } = await httpRequest(server, { method, path, headers, body });
    expect(status).toBe(200);
  };

  /** Has another server called until the test ends. */
  const called = async (kind: string, names: Readonly<Record<string, string>>): Promise<HookServer> => {
    const far = await startHookServer();
    await ask('POST', `/hooks/${kind}`, { ...names, url: far.url });
    onTestFinished(() => ask('PUT', `/hooks/${kind}/${Object.values(names).join('/')}`, { __op: 'Delete' }));
    return far;
  };
  const far = (className: string, triggerName: string): Promise<HookServer> =>
    called('triggers', { className, triggerName });

  test.each<[string, HookReply, unknown]>([
    ['an error that is null', { body: { success: 1, error: null } }, 1],
    ['an error that is false', { body: { success: 1, error: false } }, 1],
    ['an error that is empty', { body: { success: 1, error: '' } }, 1],
    ['nothing at all', { body: '' }, undefined],
    ['that there is nothing', { status: 204, body: '' }, undefined],
  ])('do not fail when they answer %s', async (...[, reply, expected]) => {
    const hook = await called('functions', { functionName: 'far' });
    hook.reply(() => reply);
    expect(await Parse.Cloud.run('far')).toBe(expected);
  });

  test('of beforeSave leave fields out', async () => {
    const kept = await new Parse.Object('Stripped', { title: 'first', admin: false }).save();
    const { reply } = await far('Stripped', 'beforeSave');
    reply(() => ({ body: { success: {} } }));
    await kept.save({ title: 'none' });
    expect((await new Parse.Query('Stripped').get(String(kept.id))).get('title')).toBe('first');
    reply(({ body }) => {
      const { admin: _admin, ...object } = body.object as Parse.Attributes;
      return { body: { success: object } };
    });
    await kept.save({ title: 'second', admin: true });
    const made = await new Parse.Object('Stripped', { title: 'third', admin: true }).save();
    const query = new Parse.Query('Stripped');
    expect((await query.get(String(kept.id))).attributes).toMatchObject({
      title: 'second',
      admin: false,
    });
    expect((await query.get(String(made.id))).has('admin')).toBe(false);
  });

  test('of beforeSave leave out nothing that a user needs', async () => {
    const { reply } = await far('_User', 'beforeSave');
    reply(() => ({ body: { success: { nick: 'x' } } }));
    const user = await new Parse.User({ username: 'needed', password: 'secret', admin: true }).signUp();
    const found = await new Parse.Query(Parse.User).get(String(user.id), { useMasterKey: true });
    expect(found.attributes).toMatchObject({ username: 'needed', nick: 'x' });
    expect(found.has('admin')).toBe(false);
    expect(found.getACL()?.getPublicReadAccess()).toBe(false);
    expect((await Parse.User.logIn('needed', 'secret')).id).toBe(user.id);
  });

  test('around searches are told numbers as numbers', async () => {
    const { calls } = await far('Counted', 'beforeFind');
    const headers = { 'X-Parse-Application-Id': server.appId };
    await httpRequest(server, { path: '/classes/Counted?limit=5&skip=1', headers });
    expect(calls[0]?.body.query).toMatchObject({ limit: 5, skip: 1 });
  });
});
