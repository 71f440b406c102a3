import { expect, test } from 'vitest';
import { outcome, pointer, session, tally } from '../support/api.js';
import { race } from '../../e2e/support/race.js';
import { describeApi } from '../support/describe-api.js';

const RACERS = 50;

/** A spelling of the word for each racer, which differs from the others in case alone. */
function spelled(word: string, racer: number): string {
  return Array.from(word, (letter, at) => ((racer >> at) & 1 ? letter.toUpperCase() : letter)).join('');
}

describeApi('fifty racers', (api) => {
  test('who add one column with two types agree on one, and nobody gets a 500', async () => {
    const answers = await race(api().server, RACERS, (racer) =>
      api().post('/classes/TwoTypes', { c: racer % 2 ? 'text' : 1 }),
    );
    expect(tally(answers)).toEqual({ '201': RACERS / 2, '400 111': RACERS / 2 });
    const stored = await api().get('/classes/TwoTypes', { limit: 100 });
    const types = new Set(stored.body.results.map(({ c }: { c: unknown }) => typeof c));
    expect(types.size).toBe(1);
  });

  test('who make a column a relation and a number agree on one', async () => {
    const relation = { __op: 'AddRelation', objects: [pointer('Member', 'm')] };
    const answers = await race(api().server, RACERS, (racer) =>
      api().post('/classes/RelationOrNot', { c: racer % 2 ? relation : 1 }),
    );
    expect(tally(answers)).toEqual({ '201': RACERS / 2, '400 111': RACERS / 2 });
  });

  test('who give a class two places give it one', async () => {
    const place = { __type: 'GeoPoint', latitude: 1, longitude: 1 };
    const answers = await race(api().server, RACERS, (racer) =>
      api().post('/classes/Places', { [`place${racer % 2}`]: place }),
    );
    expect(tally(answers)).toEqual({ '201': RACERS / 2, '400 111': RACERS / 2 });
  });

  test('who create one class with different columns get all of them', async () => {
    const answers = await race(api().server, RACERS, (racer) =>
      api().post('/classes/Wide', { [`f${racer}`]: racer }),
    );
    expect(tally(answers)).toEqual({ '201': RACERS });
    const { body } = await api().get('/schemas/Wide', {}, api().master);
    expect(Object.keys(body.fields).filter((field) => /^f\d/.test(field))).toHaveLength(RACERS);
  });

  test('who declare one class declare it once', async () => {
    const answers = await race(api().server, RACERS, () =>
      api().post('/schemas/Declared', { fields: { a: { type: 'String' } } }, api().master),
    );
    expect(tally(answers)).toEqual({ '200': 1, '400 103': RACERS - 1 });
  });

  test.each<readonly [string, (racer: number) => object, string]>([
    ['one name', () => ({ username: 'ann' }), '400 202'],
    ['one address', (racer) => ({ username: `ann${racer}`, email: 'ann@example.com' }), '400 203'],
  ])('who sign up with %s make one user', async (_name, fieldsOf, refusal) => {
    const answers = await race(api().server, RACERS, (racer) =>
      api().post('/users', { password: 'secret', ...fieldsOf(racer) }),
    );
    expect(tally(answers)).toEqual({ '201': 1, [refusal]: RACERS - 1 });
  });

  test.each<readonly [string, (spelling: string, racer: number) => object, string]>([
    ['names', (spelling) => ({ username: spelling }), '400 202'],
    [
      'addresses',
      (spelling, racer) => ({ username: `x${racer}`, email: `${spelling}@example.com` }),
      '400 203',
    ],
  ])('who sign up with %s that differ in case make one user', async (name, fieldsOf, refusal) => {
    const unlike = await race(api().server, RACERS, (racer) =>
      api().post('/users', { password: 'secret', ...fieldsOf(spelled(`${name}aboutcase`, racer), racer) }),
    );
    if (api().server.lacks.has('unique names without regard to case')) {
      expect(unlike.every((answer) => ['201', refusal].includes(outcome(answer)))).toBe(true);
    } else expect(tally(unlike)).toEqual({ '201': 1, [refusal]: RACERS - 1 });
  });

  test('who increment one number all count, alone and in transactions', async () => {
    const id = await api().create('Counted', { n: 0 });
    const body = { n: { __op: 'Increment', amount: 1 } };
    const request = { method: 'PUT', path: `/parse/classes/Counted/${id}`, body };
    const answers = await race(api().server, RACERS, (racer) =>
      racer % 5 === 0
        ? api().post('/batch', { requests: [request], transaction: true })
        : api().put(`/classes/Counted/${id}`, body),
    );
    expect(tally(answers)).toEqual({ '200': RACERS });
    expect((await api().get(`/classes/Counted/${id}`)).body.n).toBe(RACERS);
  });

  test('who add one element or member add it once', async () => {
    const id = await api().create('Collected', { l: [] });
    await race(api().server, RACERS, () =>
      api().put(`/classes/Collected/${id}`, {
        l: { __op: 'AddUnique', objects: ['one'] },
        members: { __op: 'AddRelation', objects: [pointer('Collected', id)] },
      }),
    );
    expect((await api().get(`/classes/Collected/${id}`)).body.l).toEqual(['one']);
    const where = { $relatedTo: { object: pointer('Collected', id), key: 'members' } };
    expect((await api().get('/classes/Collected', { where, count: 1 })).body.count).toBe(1);
  });

  test('who set different parameters keep each other’s', async () => {
    const answers = await race(api().server, RACERS, (racer) =>
      api().put('/config', { params: { [`p${racer}`]: racer } }, api().master),
    );
    expect(tally(answers)).toEqual({ '200': RACERS });
    expect(Object.keys((await api().get('/config')).body.params)).toHaveLength(RACERS);
  });

  test('who register one device make one installation', async () => {
    const answers = await race(api().server, RACERS, () =>
      api().post('/installations', { installationId: 'device', deviceType: 'ios' }),
    );
    expect(answers.every(({ status }) => status < 300)).toBe(true);
    const where = { installationId: 'device' };
    expect((await api().get('/installations', { where }, api().master)).body.results).toHaveLength(1);
  });

  test('who delete one object delete it once', async () => {
    const id = await api().create('Deleted', { a: 1 });
    expect(tally(await race(api().server, RACERS, () => api().remove(`/classes/Deleted/${id}`)))).toEqual({
      '200': 1,
      '404 101': RACERS - 1,
    });
  });

  test('who log in and out leave sessions that are either good or gone', async () => {
    const user = await api().signUp('busy');
    const answers = await race(api().server, RACERS, (racer) =>
      racer % 2 ? api().post('/logout', {}, user.caller) : api().get('/users/me', {}, user.caller),
    );
    expect(answers.every((answer) => /^(200|400 209)$/.test(outcome(answer)))).toBe(true);
    expect(outcome(await api().get('/users/me', {}, user.caller))).toBe('400 209');
  });
});

describeApi(
  'fifty racers with one request id',
  (api) => {
    test('are heard once', async () => {
      const answers = await race(api().server, RACERS, () =>
        api().post('/classes/Once', { a: 1 }, { 'X-Parse-Request-Id': 'one' }),
      );
      expect(tally(answers)).toEqual({ '201': 1, '400 159': RACERS - 1 });
      expect((await api().get('/classes/Once')).body.results).toHaveLength(1);
    });
  },
  { idempotencyOptions: { paths: ['.*'], ttl: 60 } },
);

describeApi(
  'fifty racers with one id',
  (api) => {
    test('make one object', async () => {
      const answers = await race(api().server, RACERS, (racer) =>
        api().post('/classes/OneId', { objectId: 'one', racer }),
      );
      expect(tally(answers)).toEqual({ '201': 1, '400 137': RACERS - 1 });
    });
  },
  { allowCustomObjectId: true },
);

describeApi(
  'fifty users who link one identity',
  (api) => {
    test('leave it to one of them (#10149)', async () => {
      const users = await race(api().server, RACERS, async (racer) => {
        const { body } = await api().post('/users', { authData: { anonymous: { id: `device ${racer}` } } });
        return { id: String(body.objectId), caller: session(String(body.sessionToken)) };
      });
      const link = { authData: { club: { id: 'one' } } };
      const answers = await race(api().server, RACERS, async (racer) => {
        const { id = '', caller = {} } = users[racer] ?? {};
        return { id, answer: await api().put(`/users/${id}`, link, caller) };
      });
      expect(tally(answers.map(({ answer }) => answer))).toEqual({ '200': 1, '400 208': RACERS - 1 });
      const winner = answers.find(({ answer }) => answer.status === 200)?.id;
      expect((await api().post('/users', link)).body.objectId).toBe(winner);
    }, 60_000);
  },
  { auth: { club: { validateAppId: () => undefined, validateAuthData: () => undefined } } },
);
