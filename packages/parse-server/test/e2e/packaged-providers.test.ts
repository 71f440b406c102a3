import { createServer } from 'node:http';
import Parse from 'parse/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuthAdapter, createParseServer } from '../../src/index.js';
import { MASTER, signUp } from './support/callers.js';
import { connectSdk } from './support/connect-sdk.js';
import { startServer, type TestServer } from './support/start-server.js';
import { storages } from './support/storages.js';

const running: { server?: TestServer; end?: () => void } = {};

/** GitHub, which knows one code, that works once, and the token it is exchanged for. */
async function startGitHub(): Promise<{ readonly url: string; readonly end: () => void }> {
  const codes = new Set(['code of ada']);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const code = new URLSearchParams(Buffer.concat(chunks).toString()).get('code') ?? '';
      if (request.url === '/token') {
        response.end(
          JSON.stringify(codes.delete(code) ? { access_token: 'token of ada' } : { error: 'bad' }),
        );
      } else {
        const isAda = request.headers.authorization === 'Bearer token of ada';
        response.writeHead(isAda ? 200 : 401).end(JSON.stringify(isAda ? { id: 4711 } : {}));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    end: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

beforeAll(async () => {
  const [memory] = storages;
  if (!memory) throw new TypeError('the storage in memory can always be had');
  const { url, end } = await startGitHub();
  running.end = end;
  running.server = await startServer(memory, {
    appId: 'packaged providers',
    auth: {
      github: {
        clientId: 'our-app',
        clientSecret: 'secret',
        endpoints: { token: `${url}/token`, profile: `${url}/user` },
      },
    },
  });
  connectSdk(running.server);
});
afterAll(async () => {
  await running.server?.close();
  running.end?.();
});

test('the SDK logs in by the name of a provider, and a code works once', async () => {
  const user = await Parse.User.logInWith('github', { authData: { code: 'code of ada' } });
  expect(user.getSessionToken()).toMatch(/^r:/);
  const stored = await new Parse.Query(Parse.User).get(user.id ?? '', MASTER);
  expect(stored.get('authData')).toEqual({ github: { id: '4711' } });
  const again = Parse.User.logInWith('github', { authData: { code: 'code of ada' } });
  await expect(again).rejects.toMatchObject({ code: 101, message: 'github auth is invalid for this user.' });
  const token = { authData: { id: '4711', access_token: 'token of ada' } };
  await expect(Parse.User.logInWith('github', token)).rejects.toMatchObject({ code: 101 });
});

test('a password proves no identity of another service (GHSA-mr43-w6c2-mvjq)', async () => {
  const { id } = await signUp('mallory');
  for (const github of [
    { id: '4711' },
    { id: '4711', access_token: 'token of ada' },
    { id: '4711', code: 'x' },
  ]) {
    const logIn = Parse.User.logInWithAdditionalAuth('mallory', 'secret', { github });
    await expect(logIn).rejects.toMatchObject({ code: 101 });
  }
  const stored = await new Parse.Query(Parse.User).get(id, MASTER);
  expect(stored.get('authData')).toBeUndefined();
});

test.each([
  [{ github: {} }, /auth\.github needs clientId and clientSecret/],
  [{ digits: {} }, /auth\.digits: Digits was shut down/],
  [{ unheardOf: {} }, /auth\.unheardOf: there is no provider of that name\. /],
  [{ gogle: { clientId: 'a' } }, /auth\.gogle: there is no provider of that name; did you mean google\?/],
  [{ constructor: {} }, /auth\.constructor/],
  [{ own: { oidc: true } }, /auth\.own\.issuer is missing/],
  [{ google: { clientId: 5 } }, /auth\.google\.clientId must be a text/],
  [
    { github: { clientId: 'a', clientSecret: 'b', redirectUrl: 'c' } },
    /^auth\.github\.redirectUrl is not an option; did you mean auth\.github\.redirectUri\?$/,
  ],
  [
    { ldap: { URL: 'ldaps://x', shoeSize: 1, groupCN: 'y' }, github: { clientID: 'a' } },
    /auth\.ldap\.URL is not an option; did you mean auth\.ldap\.url\?[^]*auth\.ldap\.shoeSize is not an option\.[^]*groupCN is not an option; did you mean auth\.ldap\.groupCn\?[^]*auth\.ldap\.suffix is missing[^]*auth\.github\.clientID is not an option; did you mean auth\.github\.clientId\?/,
  ],
  [
    { own: { oidc: true, issuer: 'https://x.example', clientId: 'a', audiences: [] } },
    /own\.audiences is not an option; did you mean auth\.own\.audience\?/,
  ],
  [
    { github: { clientId: 'a', clientSecret: 'b', endpoints: { tokens: 'https://x.example' } } },
    /auth\.github\.endpoints\.tokens is not an option; did you mean auth\.github\.endpoints\.token\?/,
  ],
  [
    { google: { clientId: 'a', endpoints: { elsewhere: 'https://x.example' } } },
    /auth\.google\.endpoints\.elsewhere is not an option\.$/,
  ],
  [
    {
      keycloak: {
        config: { realm: 'r', 'auth-server-urls': 'https://x.example', clientid: 'a', 'ssl-required': 'all' },
      },
    },
    /^(?![^]*ssl)[^]*keycloak\.config\.auth-server-urls is not an option; did you mean auth\.keycloak\.config\.auth-server-url\?[^]*config\.clientid is not an option; did you mean auth\.keycloak\.config\.client-id\?/,
  ],
  [{ mfa: { options: ['TOTP'], digit: 6 } }, /mfa\.digit is not an option; did you mean auth\.mfa\.digits\?/],
  [{ own: class extends AuthAdapter {} }, /auth\.own must have validateAuthData/],
])('%j stops the start with what is wrong', async (auth, problem) => {
  const options = { appId: 'a', masterKey: 'm', storage: await storages[0]?.create(), silent: true };
  await expect(createParseServer({ ...options, auth })).rejects.toThrow(problem);
});
