import { createHmac } from 'node:crypto';
import Parse from 'parse/node';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { startHookServer, type HookReply } from './support/hook-server.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';

const KEY = 'the webhook key';

function deepAnswer(): string {
  return `{"success":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
}

describeOnEveryStorage(
  'webhooks',
  (server) => {
    const master = () => ({ 'X-Parse-Master-Key': server.masterKey });
    const hooks = async (
      method: string,
      path: string,
      body?: object,
      headers: Record<string, string> = master(),
    ) => {
      const answer = await httpRequest(server, {
        method,
        path: `/hooks${path}`,
        headers,
        ...(body && { body }),
      });
      return [answer.status, answer.body];
    };
    const remove = async (path: string) => hooks('PUT', path, { __op: 'Delete' });

    afterEach(async () => {
      const [, functions] = await hooks('GET', '/functions');
      const [, triggers] = await hooks('GET', '/triggers');
      for (const { functionName } of functions as Parse.Attributes[])
        await remove(`/functions/${functionName}`);
      for (const { className, triggerName } of triggers as Parse.Attributes[])
        await remove(`/triggers/${className}/${triggerName}`);
    });

    describe('of functions', () => {
      const declared = { functionName: 'far', url: 'http://127.0.0.1:1/far' };

      test('are declared, listed, changed and removed', async () => {
        expect(await hooks('GET', '/functions')).toEqual([200, []]);
        expect(await hooks('POST', '/functions', declared)).toEqual([200, declared]);
        expect(await hooks('POST', '/functions', declared)).toEqual([
          400,
          { code: 143, error: 'function name: far already exists' },
        ]);
        expect(await hooks('GET', '/functions/far')).toEqual([200, declared]);
        const moved = { ...declared, url: 'https://example.com/moved' };
        expect(await hooks('PUT', '/functions/far', { url: moved.url })).toEqual([200, moved]);
        expect(await hooks('GET', '/functions')).toEqual([200, [moved]]);
        expect(await remove('/functions/far')).toEqual([200, {}]);
        expect(await remove('/functions/far')).toEqual([404, { code: 101, error: 'Object not found.' }]);
        const gone = [400, { code: 143, error: 'no function named: far is defined' }];
        expect(await hooks('GET', '/functions/far')).toEqual(gone);
        expect(await hooks('PUT', '/functions/far', { url: moved.url })).toEqual(gone);
        expect(await refusalOf(Parse.Cloud.run('far'))).toBe('141 Invalid function: "far"');
      });

      test('of one name are declared once, however many ask at a time', async () => {
        const race = async (path: string, body: object) => {
          const urls = Array.from({ length: 8 }, (_none, index) => `http://127.0.0.1:1/${index}`);
          const answers = await Promise.all(urls.map((url) => hooks('POST', path, { ...body, url })));
          return answers.map(([status]) => status).sort();
        };
        const once = [200, ...Array<number>(7).fill(400)];
        // Without unique indexes a database has to know hooks by their ids.
        expect(await race('/functions', { functionName: 'raced' })).toEqual(once);
        expect(await race('/triggers', { className: 'Raced', triggerName: 'beforeSave' })).toEqual(once);
        expect(await race('/triggers', { className: 'Raced', triggerName: 'afterSave' })).toEqual(once);
      });

      test.each([
        {},
        { functionName: 'f' },
        { url: 'http://a' },
        { functionName: 1, url: 'http://a' },
        { functionName: { $gt: '' }, url: 'http://a' },
        { functionName: 'f', url: 'no address' },
        { functionName: 'f', url: 'file:///etc/passwd' },
      ])('that could not be called are refused: %j', async (body) => {
        expect(await hooks('POST', '/functions', body)).toEqual([
          400,
          { code: 143, error: 'invalid hook declaration' },
        ]);
      });

      test('are for the master key only', async () => {
        for (const [method, path] of [
          ['GET', '/functions'],
          ['GET', '/functions/far'],
          ['POST', '/functions'],
          ['PUT', '/functions/far'],
          ['GET', '/triggers'],
          ['POST', '/triggers'],
          ['PUT', '/triggers/Far/beforeSave'],
        ] as const) {
          const body = method === 'GET' ? undefined : { ...declared, __op: 'Delete' };
          expect(await hooks(method, path, body, {})).toEqual([403, { error: 'Permission denied' }]);
        }
        expect(await refusalOf(new Parse.Query('_Hooks').find())).toMatch(/^119 /);
      });

      test('tell who asks for what, and give back the answer', async () => {
        const far = await startHookServer();
        far.reply(({ body }) => ({ body: { success: { got: body.params } } }));
        await hooks('POST', '/functions', { functionName: 'far', url: `${far.url}/far` });
        const { id, session } = await signUp('far caller');
        const at = new Date('2030-01-02T03:04:05.678Z');
        const options = { ...session, context: { a: 1 }, installationId: 'phone' };
        expect(await Parse.Cloud.run('far', { at, n: [1] }, options)).toEqual({ got: { at, n: [1] } });
        expect(far.calls).toHaveLength(1);
        const [call] = far.calls;
        expect(call).toMatchObject({
          path: '/far',
          headers: { 'content-type': 'application/json', 'x-parse-webhook-key': KEY },
          body: {
            functionName: 'far',
            params: { at: { __type: 'Date', iso: at.toISOString() }, n: [1] },
            master: false,
            isReadOnly: false,
            ip: '127.0.0.1',
            installationId: 'phone',
            context: { a: 1 },
            user: { objectId: id, username: 'far caller', sessionToken: session.sessionToken },
          },
        });
        expect(call?.body.user).not.toHaveProperty('password');
      });

      test('are told of the files of a form among the parameters', async () => {
        const far = await startHookServer();
        await hooks('POST', '/functions', { functionName: 'far', url: far.url });
        const form = new FormData();
        form.set('title', 'Trip');
        form.set('photo', new Blob(['Grüße'], { type: 'image/png' }), 'a.png');
        form.set('__proto__', new Blob(['x'], { type: 'text/plain' }), 'b.txt');
        const headers = { 'X-Parse-Application-Id': server.appId };
        await fetch(`${server.url}/functions/far`, { method: 'POST', body: form, headers });
        const { params } = JSON.parse(far.calls[0]?.text ?? '{}', (name, value: unknown) =>
          name === 'params' ? Object.entries(Object(value)).sort() : value,
        ) as { readonly params: unknown };
        const file = (filename: string, contentType: string, text: string): Parse.Attributes => ({
          filename,
          contentType,
          data: { __type: 'Bytes', base64: Buffer.from(text).toString('base64') },
        });
        expect(params).toEqual([
          ['__proto__', file('b.txt', 'text/plain', 'x')],
          ['photo', file('a.png', 'image/png', 'Grüße')],
          ['title', 'Trip'],
        ]);
      });

      test('are signed, and are not told keys', async () => {
        const far = await startHookServer();
        await hooks('POST', '/functions', { functionName: 'far', url: far.url });
        await httpRequest(server, {
          path: '/functions/far',
          body: {},
          headers: { ...master(), 'X-Own': 'kept' },
        });
        const [call] = far.calls;
        const [, time = '', digest = ''] =
          /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers['x-parse-webhook-signature'])) ?? [];
        expect(
          createHmac('sha256', KEY)
            .update(`${time}.${String(call?.text)}`)
            .digest('hex'),
        ).toBe(digest);
        expect(call?.body.master).toBe(true);
        expect(call?.body.headers).toMatchObject({ 'x-own': 'kept' });
        expect(call?.text).not.toContain(server.masterKey);
      });

      test.each<[string, HookReply, string]>([
        ['an error', { body: { error: 'no luck' } }, '141 no luck'],
        ['an error beside a result', { body: { success: 1, error: 'both' } }, '141 both'],
        ['an error with a code', { body: { error: { code: 7, error: 'coded' } } }, '141 coded'],
        ['an error as an object', { body: { error: { message: 'told' } } }, '141 told'],
        ['no JSON', { body: 'oops' }, '141 Malformed response'],
        ['a list', { body: [1] }, '141 Malformed response'],
        ['more levels than JSON can be written with', { body: deepAnswer() }, '141 Malformed response'],
        ['a page of a broken server', { status: 500, body: '<html>' }, '141 Malformed response'],
        ['a status alone', { status: 500, body: {} }, '141 The webhook failed.'],
        ['a way to another server', { status: 302, body: {} }, '141 The webhook failed.'],
        ['that it is busy', { status: 503, body: {} }, '141 The webhook cannot be reached.'],
      ])('fail cleanly when they answer %s', async (...[, reply, expected]) => {
        const far = await startHookServer();
        far.reply(() => reply);
        await hooks('POST', '/functions', { functionName: 'far', url: far.url });
        expect(await refusalOf(Parse.Cloud.run('far'))).toBe(expected);
        expect(far.calls).toHaveLength(1);
      });

      test('fail cleanly when nobody is there', async () => {
        await hooks('POST', '/functions', declared);
        expect(await refusalOf(Parse.Cloud.run('far'))).toBe('141 The webhook cannot be reached.');
      });

      test('go before functions of Cloud Code, which are back when they are gone', async () => {
        const far = await startHookServer();
        far.reply(() => ({ body: { success: 'far' } }));
        Parse.Cloud.define('near', () => 'near');
        expect(await Parse.Cloud.run('near')).toBe('near');
        await hooks('POST', '/functions', { functionName: 'near', url: far.url });
        expect(await Parse.Cloud.run('near')).toBe('far');
        await remove('/functions/near');
        expect(await Parse.Cloud.run('near')).toBe('near');
      });
    });

    describe('of triggers', () => {
      const far = async (className: string, triggerName: string) => {
        const started = await startHookServer();
        expect((await hooks('POST', '/triggers', { className, triggerName, url: started.url }))[0]).toBe(200);
        return started;
      };

      test('are declared, listed, changed and removed', async () => {
        const declared = { className: 'Far', triggerName: 'beforeSave', url: 'http://127.0.0.1:1/' };
        expect(await hooks('POST', '/triggers', declared)).toEqual([200, declared]);
        expect(await hooks('POST', '/triggers', declared)).toEqual([
          400,
          { code: 143, error: 'class Far already has trigger beforeSave' },
        ]);
        expect(await hooks('GET', '/triggers')).toEqual([200, [declared]]);
        expect(await hooks('GET', '/triggers/Far/beforeSave')).toEqual([200, declared]);
        const moved = { ...declared, url: 'http://127.0.0.1:2/' };
        expect(await hooks('PUT', '/triggers/Far/beforeSave', { url: moved.url })).toEqual([200, moved]);
        const missing = [400, { code: 143, error: 'class Far does not exist' }];
        expect(await hooks('GET', '/triggers/Far/afterSave')).toEqual(missing);
        expect(await hooks('GET', '/triggers/Far/constructor')).toEqual(missing);
        expect(await remove('/triggers/Far/beforeSave')).toEqual([200, {}]);
        expect(await remove('/triggers/Far/beforeSave')).toMatchObject([404, { code: 101 }]);
      });

      test.each([
        { className: 'Far', triggerName: 'constructor' },
        { className: 'Far' },
        { triggerName: 'beforeSave' },
        { className: '_Session', triggerName: 'beforeSave' },
        { className: '_PushStatus', triggerName: 'beforeSave' },
      ])('that do not exist are refused: %j', async (name) => {
        expect(await hooks('POST', '/triggers', { ...name, url: 'http://a' })).toMatchObject([
          400,
          { code: 143 },
        ]);
      });

      test('of beforeSave are told the operations, and change what is saved', async () => {
        const { calls, reply } = await far('Changed', 'beforeSave');
        reply(({ body }) => ({
          body: { success: { ...body.object, extra: 'x', objectId: 'mine', updatedAt: 'never' } },
        }));
        const saved = await new Parse.Object<Parse.Attributes>('Changed', { n: 1, tags: ['a'] }).save();
        expect(saved.get('extra')).toBe('x');
        expect(saved.id).not.toBe('mine');
        saved.increment('n', 2);
        await saved.save();
        expect((await new Parse.Query('Changed').get(String(saved.id))).attributes).toMatchObject({
          n: 3,
          extra: 'x',
        });
        expect(
          calls.map(({ body: { triggerName, object, original } }) => [triggerName, object, original]),
        ).toEqual([
          ['beforeSave', { className: 'Changed', n: 1, tags: ['a'] }, undefined],
          [
            'beforeSave',
            expect.objectContaining({ n: { __op: 'Increment', amount: 2 }, objectId: saved.id }),
            expect.objectContaining({ n: 1, extra: 'x', className: 'Changed' }),
          ],
        ]);
      });

      test.each([{ body: { success: null } }, { body: {} }, { body: { success: 'text' } }])(
        'of beforeSave change nothing by %j',
        async (answer) => {
          const { reply } = await far('Same', 'beforeSave');
          reply(() => answer);
          const saved = await new Parse.Object('Same', { a: 1 }).save();
          expect((await new Parse.Query('Same').get(String(saved.id))).attributes).toMatchObject({ a: 1 });
        },
      );

      test.each<[string, () => Promise<unknown>]>([
        ['beforeSave', () => new Parse.Object('Refused').save()],
        ['beforeDelete', () => new Parse.Object('Refused', { id: 'x' }).destroy()],
        ['beforeFind', () => new Parse.Query('Refused').find()],
        ['afterFind', () => new Parse.Query('Refused').find()],
      ])('of %s refuse', async (triggerName, call) => {
        const kept = await new Parse.Object('Refused').save();
        const { reply } = await far('Refused', triggerName);
        reply(() => ({ body: { error: `not ${triggerName}` } }));
        const tried = triggerName === 'beforeDelete' ? kept.destroy() : call();
        expect(await refusalOf(tried)).toBe(`141 not ${triggerName}`);
      });

      test('of beforeSave are asked once when their answer is too long', async () => {
        const { reply, calls } = await far('Long', 'beforeSave');
        reply(() => ({ body: { success: { text: 'x'.repeat(21 * 1024 * 1024) } } }));
        expect(await refusalOf(new Parse.Object('Long').save())).toBe('141 Malformed response');
        expect(calls).toHaveLength(1);
      });

      test('of afterSave and afterDelete are told, and a failed afterSave undoes nothing', async () => {
        const [saves, deletes] = [await far('Told', 'afterSave'), await far('Told', 'afterDelete')];
        saves.reply(() => ({ status: 500, body: 'broken' }));
        const saved = await new Parse.Object('Told', { a: 1 }).save();
        await saved.destroy();
        const told = [...saves.calls, ...deletes.calls].map(({ body }) => [body.triggerName, body.object]);
        const object = expect.objectContaining({ a: 1, objectId: saved.id, className: 'Told' });
        expect(told).toEqual([
          ['afterSave', object],
          ['afterDelete', object],
        ]);
      });

      test('of afterFind answer other objects', async () => {
        const { reply, calls } = await far('Found', 'afterFind');
        const saved = await new Parse.Object('Found', { a: 1 }).save();
        reply(({ body }) => ({
          body: { success: body.objects.map((object: object) => ({ ...object, seen: true })) },
        }));
        const [found] = await new Parse.Query('Found').equalTo('a', 1).find();
        expect(found?.attributes).toMatchObject({ a: 1, seen: true });
        expect(calls[0]?.body).toMatchObject({ isGet: false, query: { where: { a: 1 } } });
        expect(calls[0]?.body.objects).toMatchObject([{ objectId: saved.id }]);
      });

      test('that only ask are asked again while their server is replaced, under one id', async () => {
        const { reply, calls } = await far('Again', 'beforeSave');
        reply(() => (calls.length < 3 ? { status: 503, body: {} } : { body: { success: { late: true } } }));
        const saved = await new Parse.Object<Parse.Attributes>('Again').save();
        expect(saved.get('late')).toBe(true);
        expect(new Set(calls.map(({ headers }) => headers['x-parse-webhook-id'])).size).toBe(1);
        expect(calls).toHaveLength(3);
      });

      test('that tell are told once', async () => {
        const { reply, calls } = await far('Once', 'afterSave');
        reply(() => ({ status: 503, body: {} }));
        await new Parse.Object('Once').save();
        expect(calls).toHaveLength(1);
      });

      test('see the password of a new user, and never what is stored', async () => {
        const { calls } = await far('_User', 'beforeSave');
        const { user } = await signUp('hooked');
        await user.save({ nick: 'h' }, { sessionToken: String(user.getSessionToken()) });
        const text = calls.map((call) => call.text).join();
        expect(calls).toHaveLength(2);
        expect(text).not.toMatch(/_hashed_password|\$2[aby]\$/);
      });
    });

    test('that another process has removed are called no longer', async () => {
      const started = await startHookServer();
      started.reply(() => ({ body: { success: 'there' } }));
      await hooks('POST', '/functions', { functionName: 'shared', url: started.url });
      expect(await Parse.Cloud.run('shared')).toBe('there');
      const schema = server.app.schemas.get('_Hooks');
      if (!schema) throw new TypeError('_Hooks is a system class');
      await server.app.storage.remove(schema, { op: 'everything' });
      await server.app.hooks.changed();
      expect(await refusalOf(Parse.Cloud.run('shared'))).toBe('141 Invalid function: "shared"');
    });
  },
  { cloud: () => undefined, webhookKey: KEY },
);

describeOnEveryStorage(
  'webhooks that never answer',
  (server) => {
    test('fail when their time is over', async () => {
      const far = await startHookServer();
      far.reply(() => 'never');
      onTestFinished(() => expect(far.calls.length).toBeGreaterThan(0));
      const body = { functionName: 'never', url: far.url };
      const headers = { 'X-Parse-Master-Key': server.masterKey };
      await httpRequest(server, { path: '/hooks/functions', body, headers });
      expect(await refusalOf(Parse.Cloud.run('never'))).toMatch(/^124 .* within 250 milliseconds/);
    });
  },
  { webhookTimeout: 250 },
);
