import { readFileSync } from 'node:fs';
import { sign } from 'node:crypto';
import { runAuthProviderConformance } from '@parse/adapter-tests';
import { makeCertificates, type Certificates } from '@tools/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthProvider } from '../src/index.js';
import { attemptAt } from './support/attempt-at.js';
import { fakeService } from './support/fake-service.js';

const PLACE = 'https://static.gc.apple.com/public-key/';
const BUNDLE = 'com.example.game';
const made: { certificates?: Certificates } = {};

beforeAll(async () => {
  made.certificates = await makeCertificates();
});
afterAll(() => {
  made.certificates?.remove();
});

const read = (file: 'authority' | 'certificate' | 'key' | 'otherAuthority') =>
  readFileSync(made.certificates?.[file] ?? '');

const service = fakeService({
  'GET /public-key/gc-prod-10.cer': () => ({ body: read('certificate').toString() }),
  'GET /public-key/gc-prod-9.cer': () => ({ body: read('otherAuthority').toString() }),
});

const create = (options: object = {}) =>
  createAuthProvider(
    'gcenter',
    { bundleId: BUNDLE, endpoints: { certificates: `${service.url}/public-key/` }, ...options },
    { enableInsecureAuthAdapters: false },
  );

/** What Game Center hands to a game; `change` is what somebody makes of it afterwards. */
function signatureOf(player: string, bundleId = BUNDLE, change: object = {}) {
  return () => {
    const timestamp = Date.now();
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(timestamp));
    const salt = Buffer.from('salt');
    const payload = Buffer.concat([Buffer.from(player), Buffer.from(bundleId), time, salt]);
    return {
      id: player,
      publicKeyUrl: `${PLACE}gc-prod-10.cer`,
      timestamp,
      salt: salt.toString('base64'),
      signature: sign('sha256', payload, read('key')).toString('base64'),
      bundleId,
      ...change,
    };
  };
}

runAuthProviderConformance({
  create,
  users: [
    { id: 'T:_ada', proof: signatureOf('T:_ada') },
    { id: 'T:_bob', proof: signatureOf('T:_bob') },
  ],
  wrongProofs: {
    wrong: () => ({ ...signatureOf('T:_ada')(), salt: 'AAAA' }),
    ofAnotherApp: signatureOf('T:_ada', 'com.example.another'),
  },
  play: service.play,
  skip: { 'a proof that has expired is refused': 'has a test of its own below, by the clock' },
  print: () => undefined,
  testApi: { describe, test, afterAll },
});

const logIn = async (proof: object) => (await create()).beforeFind?.({ ...proof }, attemptAt(new Date()));

test.each([
  'https://evil.example/gc-prod-10.cer',
  'http://static.gc.apple.com/public-key/gc-prod-10.cer',
  'https://static.gc.apple.com.evil.example/public-key/gc-prod-10.cer',
  'https://static.gc.apple.com/public-key/../../evil.cer',
  'https://static.gc.apple.com/public-key/%2e%2e/evil.cer',
  'https://static.gc.apple.com/public-key/evil@gc-prod-10.cer',
  'https://static.gc.apple.com/public-key/gc-prod-10.cer?x=.cer',
])('nothing is fetched for a certificate at %s', async (publicKeyUrl) => {
  const before = service.requests();
  await expect(logIn(signatureOf('T:_ada', BUNDLE, { publicKeyUrl })())).rejects.toMatchObject({ code: 101 });
  expect(service.requests()).toBe(before);
});

test('a certificate that signed nothing does not prove it', async () => {
  const proof = signatureOf('T:_ada', BUNDLE, { publicKeyUrl: `${PLACE}gc-prod-9.cer` })();
  await expect(logIn(proof)).rejects.toMatchObject({ code: 101 });
});

test('a signature is accepted for a while, and no time that is changed', async () => {
  const proof = signatureOf('T:_ada')();
  const after = async (minutes: number) => {
    const provider = await create({ maxAge: 3600 });
    return provider.beforeFind?.({ ...proof }, attemptAt(new Date(Date.now() + minutes * 60_000)));
  };
  expect(await after(50)).toEqual({ id: 'T:_ada' });
  await expect(after(70)).rejects.toMatchObject({ code: 101 });
  await expect(after(-10)).rejects.toMatchObject({ code: 101 });
  await expect(logIn({ ...proof, timestamp: proof.timestamp + 1 })).rejects.toMatchObject({ code: 101 });
});

test('a certificate counts if it is of an issuer that the operator names, where one is named', async () => {
  const authority = read('authority').toString();
  const other = read('otherAuthority').toString();
  const itself = read('certificate').toString();
  const by = async (issuers: string | readonly string[]) =>
    (await create({ issuers })).beforeFind?.(signatureOf('T:_ada')(), attemptAt(new Date()));
  expect(await by(authority)).toEqual({ id: 'T:_ada' });
  expect(await by([other, authority])).toEqual({ id: 'T:_ada' });
  for (const issuer of [other, itself]) await expect(by(issuer)).rejects.toMatchObject({ code: 101 });
  await expect(by('no certificate')).rejects.toThrow('auth.gcenter.issuers must be certificates');
});

test('a game has a bundle id', async () => {
  await expect(create({ bundleId: undefined })).rejects.toThrow('auth.gcenter.bundleId is missing');
});
