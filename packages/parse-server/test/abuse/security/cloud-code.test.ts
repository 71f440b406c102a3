import Parse from 'parse/node';
import { describe, expect, test } from 'vitest';
import { outcome } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

const never = () => new Promise<never>(() => undefined);

/** Handlers as no one would write them on purpose. */
function cloud(): void {
  const { Cloud } = Parse;
  for (const name of ['constructor', '__proto__', 'toString']) {
    Cloud.define(name, ({ functionName }) => functionName);
    Cloud.job(name, () => 'done');
  }
  Cloud.define('mutates', (request) => {
    Object.assign(request, { master: true, user: new Parse.User(), params: 'gone' });
    Object.assign(request.headers, { 'x-parse-master-key': 'guessed' });
    return new Parse.Query('Locked').find();
  });
  Cloud.define('changesParams', ({ params }) => {
    params.list.push(params.list.length);
    return params.list;
  });
  Cloud.define('recursion', () => Parse.Cloud.run('recursion'));
  Cloud.define('healthy', () => 'yes');
  Cloud.beforeSave('Loop', async () => {
    await new Parse.Object('Loop').save();
  });
  Cloud.afterSave('Chain', async ({ object }) => {
    await new Parse.Object('Chain', { n: Number(object.get('n')) + 1 }).save();
  });
  Cloud.beforeFind('Mirror', async () => {
    await new Parse.Query('Mirror').find();
  });
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  Cloud.beforeSave('Garbage', ({ object }) => {
    const values: Record<string, unknown> = {
      cycle: loop,
      bigint: 10n,
      unsaved: new Parse.Object('Garbage'),
    };
    object.set('value', values[object.get('what')]);
  });
  Cloud.beforeFind('FindsGarbage', () => 42 as unknown as Parse.Query);
  Cloud.afterFind('FoundGarbage', () => 42 as unknown as Parse.Object[]);
  Cloud.beforeFind('ReturnsGarbage', () => [10n] as unknown as Parse.Query);
}

describeApi(
  'hostile and broken Cloud Code',
  (api) => {
    const run = (name: string, body: object = {}) =>
      api().post(`/functions/${encodeURIComponent(name)}`, body);
    const job = (name: string) => api().post(`/jobs/${encodeURIComponent(name)}`, {}, api().master);

    test.each(['constructor', '__proto__', 'toString'])(
      '"%s" is a name like others (GHSA-vpj2-qq7w-5qq6)',
      async (name) => {
        expect((await run(name)).body).toEqual({ result: name });
        expect(outcome(await job(name))).toBe('200');
        expect(outcome(await api().post(`/jobs/${encodeURIComponent(name)}`, {}))).toBe('403');
      },
    );

    test.each(['hasOwnProperty', 'valueOf', 'isPrototypeOf', '', ' ', 'a/b', '%00'])(
      'what nobody registered does not exist: "%s" (GHSA-5j86-7r7m-p8h6, GHSA-4263-jgmp-7pf4)',
      async (name) => {
        expect(outcome(await run(name))).toMatch(/^400 141$|^404/);
        expect(outcome(await job(name))).toMatch(/^400 141$|^404/);
      },
    );

    test('changing the request gains no rights', async () => {
      await api().declare('Locked', { classLevelPermissions: { find: {} } });
      expect(outcome(await run('mutates'))).toMatch(/ 119$/);
    });

    test('parts of a batch get parameters of their own', async () => {
      const body = { list: [0] };
      const request = { method: 'POST', path: '/parse/functions/changesParams', body };
      const { body: answers } = await api().post('/batch', { requests: [request, request] });
      expect(answers).toEqual([{ success: { result: [0, 1] } }, { success: { result: [0, 1] } }]);
    });

    describe('what calls itself for ever', () => {
      test.each<[string, () => Promise<unknown>]>([
        ['a function', () => run('recursion')],
        ['a trigger that saves what triggers it', () => api().post('/classes/Loop', {})],
        ['a trigger that searches its own class', () => api().get('/classes/Mirror')],
      ])('ends with an error: %s', async (_what, call) => {
        expect(await call()).toMatchObject({
          status: 400,
          body: { code: 141, error: 'Cloud Code calls itself more than 100 levels deep.' },
        });
        expect((await run('healthy')).body).toEqual({ result: 'yes' });
      });

      test('ends also where nobody waits for an answer', async () => {
        await api().create('Chain', { n: 1 });
        const { body } = await api().get('/classes/Chain', { count: 1, limit: 0 });
        expect(body.count).toBe(101);
      });
    });

    test.each(['cycle', 'bigint', 'unsaved'])(
      'a trigger that makes an object of %s is refused',
      async (what) => {
        expect(outcome(await api().post('/classes/Garbage', { what }))).toBe('400 141');
        expect((await api().get('/classes/Garbage')).body.results).toEqual([]);
      },
    );

    test('what triggers of searches return is searched, or refused', async () => {
      await api().create('FindsGarbage', { n: 1 });
      expect(outcome(await api().get('/classes/FindsGarbage'))).toBe('200');
      expect(outcome(await api().get('/classes/ReturnsGarbage'))).toBe('400 141');
      await api().create('FoundGarbage', { n: 1 });
      expect(outcome(await api().get('/classes/FoundGarbage'))).toBe('400 141');
    });
  },
  { cloud },
);

/** Handlers that never answer. */
function silence(): void {
  Parse.Cloud.beforeSave('Never', never);
  Parse.Cloud.afterFind('NeverFound', never);
}

describeApi(
  'Cloud Code that never answers',
  (api) => {
    test.each([
      ['a trigger before', () => api().post('/classes/Never', {})],
      ['a trigger after', () => api().get('/classes/NeverFound')],
    ])('%s that never answers is given up', async (_what, call) => {
      expect(outcome(await call())).toMatch(/ 124$/);
    });
  },
  { cloud: silence, cloudTimeout: 50 },
);
