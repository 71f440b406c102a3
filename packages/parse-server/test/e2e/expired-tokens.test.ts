import Parse from 'parse/node';
import { beforeAll, expect, test } from 'vitest';
import type { ParseServerOptions } from '../../src/index.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest, type HttpAnswer } from './support/http-request.js';
import type { TestServer } from './support/start-server.js';

const REFUSED = { status: 404, body: { code: 101, error: 'the token is no good' } };

/** A service whose tokens are good until they run out. */
function passingService(): { readonly auth: ParseServerOptions['auth']; readonly time: { isOver: boolean } } {
  const time = { isOver: false };
  const validateAuthData = ({ token }: { readonly token?: unknown }): Promise<void> =>
    token === 'good' && !time.isOver
      ? Promise.resolve()
      : Promise.reject(new Parse.Error(Parse.Error.OBJECT_NOT_FOUND, 'the token is no good'));
  return { auth: { club: { validateAuthData, validateAppId: () => Promise.resolve() } }, time };
}

const enter = (server: TestServer, club: object): Promise<HttpAnswer> =>
  httpRequest(server, { path: '/users', body: { authData: { club } } });

const lenient = passingService();
describeOnEveryStorage(
  'tokens that may have run out',
  (server) => {
    beforeAll(() => void (lenient.time.isOver = false));

    test('log in again as long as they are those that were proved', async () => {
      const first = await enter(server, { id: 'ada', token: 'good' });
      expect(first.status).toBe(201);
      lenient.time.isOver = true;
      const again = await enter(server, { id: 'ada', token: 'good' });
      expect(again).toMatchObject({ status: 200, body: { objectId: first.body.objectId } });
      expect(again.body.sessionToken).toMatch(/^r:/);
      for (const club of [{ id: 'ada', token: 'other' }, { id: 'ada' }, { id: 'ada', token: '' }]) {
        expect(await enter(server, club)).toEqual(REFUSED);
      }
      expect(await enter(server, { id: 'bob', token: 'good' })).toEqual(REFUSED);
      lenient.time.isOver = false;
    });
  },
  { auth: lenient.auth, allowExpiredAuthDataToken: true },
);

const strict = passingService();
describeOnEveryStorage(
  'tokens that have run out',
  (server) => {
    beforeAll(() => void (strict.time.isOver = false));

    test('log in nobody', async () => {
      expect((await enter(server, { id: 'ada', token: 'good' })).status).toBe(201);
      strict.time.isOver = true;
      expect(await enter(server, { id: 'ada', token: 'good' })).toEqual(REFUSED);
    });
  },
  { auth: strict.auth },
);
