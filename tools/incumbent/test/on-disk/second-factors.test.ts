import { freshDatabase } from '@tools/services';
import { Secret, TOTP } from 'otpauth';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { installIncumbent, startIncumbent } from '../../src/index.js';
import { restClient, type RestAnswer, type RestClient, type RestServer } from '../support/rest-client.js';
import { startOurs } from '../support/start-ours.js';

const options = {
  auth: { mfa: { options: ['TOTP'], digits: 6, period: 30, algorithm: 'SHA1' } },
};
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const authenticator = new TOTP({ secret: Secret.fromBase32(SECRET) });

beforeAll(() => installIncumbent(), 600_000);

test.each(['mongo', 'postgres'] as const)(
  'authenticators and recovery codes that the incumbent handed out on %s go on working, each code once',
  { timeout: 600_000 },
  async (engine) => {
    const { uri: databaseURI } = await freshDatabase(engine, 'factors');
    const [first = '', second = ''] = await during(
      () => startIncumbent({ databaseURI, options }),
      async (api) => (await enrol(api)).split(', '),
    );

    await during(
      () => startOurs({ databaseURI, ...options }),
      async (api) => {
        await expect(logIn(api)).rejects.toThrow('Missing additional authData mfa');
        for (const code of [first, second]) {
          expect(await logIn(api, code)).toMatchObject({ username: 'ada' });
          await expect(logIn(api, code)).rejects.toThrow('Invalid MFA token');
        }
        expect(await logIn(api, authenticator.generate())).toMatchObject({ username: 'ada' });
      },
    );

    await during(
      () => startIncumbent({ databaseURI, options }),
      async (api) => {
        expect(await logIn(api, authenticator.generate())).toMatchObject({ username: 'ada' });
        await expect(logIn(api, first)).rejects.toThrow('Invalid MFA token');
      },
    );
  },
);

/** Signs up and sets up an authenticator: the recovery codes. */
async function enrol(api: RestClient): Promise<string> {
  const body = { username: 'ada', password: 'ada’s password' };
  const { objectId, sessionToken } = await api.send({ method: 'POST', path: '/users', body, as: 'nobody' });
  const answer = await api.send({
    method: 'PUT',
    path: `/users/${String(objectId)}`,
    body: { authData: { mfa: { secret: SECRET, token: authenticator.generate() } } },
    as: String(sessionToken),
  });
  return (answer as { authDataResponse: { mfa: { recovery: string } } }).authDataResponse.mfa.recovery;
}

function logIn(api: RestClient, token?: string): Promise<RestAnswer> {
  const authData = token === undefined ? {} : { authData: { mfa: { token } } };
  const body = { username: 'ada', password: 'ada’s password', ...authData };
  return api.send({ method: 'POST', path: '/login', body, as: 'nobody' });
}

async function during<T>(
  start: () => Promise<RestServer & { readonly stop: () => Promise<void> }>,
  work: (api: RestClient) => Promise<T>,
): Promise<T> {
  const server = await start();
  onTestFinished(server.stop);
  const result = await work(restClient(server));
  await server.stop();
  return result;
}
