import Parse from 'parse/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';
import { race } from './support/race.js';

describeOnEveryStorage(
  'idempotency',
  (server) => {
    const create = (requestId: string, path = '/classes/Order') =>
      httpRequest(server, { path, body: { n: 1 }, headers: { 'X-Parse-Request-Id': requestId } });

    test('a request that comes twice is done once', async () => {
      expect((await create('first')).status).toBe(201);
      expect(await create('first')).toEqual({ status: 400, body: { code: 159, error: 'Duplicate request' } });
      expect((await create('second')).status).toBe(201);
      expect(await new Parse.Query('Order').count()).toBe(2);
    });

    test('of concurrent requests with one id one is done', async () => {
      const answers = await race(server, 10, () => create('crowded', '/classes/Crowded'));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(await new Parse.Query('Crowded').count()).toBe(1);
    });

    test('the id is free again after a while', async () => {
      expect((await create('later', '/classes/Later')).status).toBe(201);
      server.clock.advance(301_000);
      expect((await create('later', '/classes/Later')).status).toBe(201);
    });

    test('other paths are not watched', async () => {
      expect((await create('free', '/classes/Free')).status).toBe(201);
      expect((await create('free', '/classes/Free')).status).toBe(201);
    });
  },
  { idempotencyOptions: { paths: ['classes/Order', 'classes/Crowded', 'classes/Later'], ttl: 300 } },
);

describeOnEveryStorage(
  'an SDK that numbers its requests',
  () => {
    beforeAll(() => {
      Parse.CoreManager.set('IDEMPOTENCY', true);
    });
    afterAll(() => {
      Parse.CoreManager.set('IDEMPOTENCY', false);
    });

    test('saves and updates as ever', async () => {
      const object = await new Parse.Object('Numbered', { n: 1 }).save();
      expect(await refusalOf(object.save({ n: 2 }))).toBe('none');
      expect(await refusalOf(object.save({ n: 3 }))).toBe('none');
    });
  },
  { idempotencyOptions: { paths: ['.*'], ttl: 300 } },
);
