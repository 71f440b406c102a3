import { expect, test, vi } from 'vitest';
import { signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest, type HttpAnswer } from './support/http-request.js';
import { race } from './support/race.js';
import type { TestServer } from './support/start-server.js';

const INVALID = { status: 400, body: { code: 209, error: 'Invalid session token' } };
const PHONE = { 'X-Parse-Installation-Id': 'phone' };
const UNKNOWN = { status: 400, body: { code: 209, error: 'invalid legacy session token' } };

describeOnEveryStorage('session tokens that users of the hosted Parse have', (server) => {
  const ask = (token: string, path = '/upgradeToRevocableSession', headers = {}): Promise<HttpAnswer> =>
    httpRequest(server, {
      method: path === '/upgradeToRevocableSession' ? 'POST' : 'GET',
      path,
      headers: { 'X-Parse-Session-Token': token, ...headers },
    });
  const withLegacyToken = async (name: string) => {
    const caller = await signUp(name);
    const token = `legacytokenof${name}000000`;
    await storeLegacyToken(server, caller.id, token);
    return { caller, token };
  };

  test('are exchanged for a session, once', async () => {
    const { caller, token } = await withLegacyToken('ada');
    const answer = await ask(token, undefined, PHONE);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        sessionToken: expect.stringMatching(/^r:/),
        user: { __type: 'Pointer', className: '_User', objectId: caller.id },
        createdWith: { action: 'upgrade' },
        installationId: 'phone',
      },
    });
    expect((await ask(answer.body.sessionToken, '/users/me')).body.objectId).toBe(caller.id);
    expect(await ask(token)).toEqual(UNKNOWN);
    expect((await ask(caller.session.sessionToken, '/users/me')).status).toBe(200);
  });

  test('of many at once with the same token one gets a session that stays', async () => {
    const { token } = await withLegacyToken('bea');
    const answers = await race(server, 50, () => ask(token, undefined, PHONE));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)).toEqual(
      Array.from({ length: 49 }, () => 209),
    );
    const won = answers.find(({ status }) => status === 200);
    expect((await ask(String(won?.body.sessionToken), '/sessions/me')).status).toBe(200);
    const sessions = await httpRequest(server, {
      method: 'GET',
      path: '/sessions',
      headers: { 'X-Parse-Session-Token': String(won?.body.sessionToken) },
    });
    expect(sessions.body.results).toHaveLength(2);
  });

  test('open nothing else, and are shown to nobody', async () => {
    const { caller, token } = await withLegacyToken('cay');
    for (const path of ['/users/me', '/classes/Any', '/sessions']) {
      expect(await ask(token, path)).toEqual(INVALID);
    }
    const shown = await ask(caller.session.sessionToken, `/users/${caller.id}`);
    expect(JSON.stringify(shown.body)).not.toContain(token);
    expect((await ask(token)).status).toBe(200);
  });

  test('are kept by who got no session for them', async () => {
    const { token } = await withLegacyToken('dee');
    const { sessions } = server.app;
    const create = vi.spyOn(sessions, 'create').mockRejectedValueOnce(new Error('no session today'));
    expect((await ask(token)).status).toBe(500);
    create.mockRestore();
    expect((await ask(token)).status).toBe(200);
  });

  test.each(['unknown', 'null', '*', '{"$ne":""}', 'r', "' OR 1=1 --"])('%j is none', async (token) => {
    expect(await ask(token)).toEqual(UNKNOWN);
  });

  test('a revocable one is told as such, and none as none', async () => {
    expect(await ask('r:unknown')).toEqual(INVALID);
    expect(await ask('')).toEqual({ status: 404, body: { code: 101, error: 'invalid session' } });
  });

  test('that nobody has are not looked at beside the master key', async () => {
    const headers = { 'X-Parse-Session-Token': 'unknown', 'X-Parse-Master-Key': server.masterKey };
    const answer = await httpRequest(server, { method: 'POST', path: '/upgradeToRevocableSession', headers });
    expect(answer).toEqual({ status: 404, body: { code: 101, error: 'invalid session' } });
  });

  test('of a user who is not let in are none', async () => {
    const { caller, token } = await withLegacyToken('eve');
    await caller.user.save({ ACL: {} }, { useMasterKey: true });
    expect(await ask(token)).toEqual(UNKNOWN);
  });
});

/** As it lies in a database of the years before sessions could be revoked. */
async function storeLegacyToken({ app }: TestServer, userId: string, token: string): Promise<void> {
  const schema = app.schemas.get('_User');
  if (!schema) throw new TypeError('_User is a system class');
  const key = { field: 'objectId', path: [], schema: schema.fields['objectId'] };
  await app.storage.update(schema, { op: 'equal', key, value: userId }, [
    { op: 'set', target: { field: '_session_token', path: [] }, value: token },
  ]);
}
