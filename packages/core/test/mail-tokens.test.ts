import { memoryStorage } from '@parse/storage-memory';
import { expect, test } from 'vitest';
import type { StorageAdapter } from '../src/adapters/storage-adapter.js';
import { checkPasswordResetToken, resetPassword } from '../src/users/reset-password.js';
import { logIn, verifyPassword } from '../src/users/log-in.js';
import { verifyEmail } from '../src/users/verify-email.js';
import type { Json } from '../src/types/json.js';
import { addUser, failureOf, requestOf, startApp } from './app-fixture.js';

const TOKEN = 'theTokenOfAda';
const columns = { _email_verify_token: TOKEN, _perishable_token: TOKEN };

/** A store that is asked for a user and answers with everybody, as one does that takes a value for an operator. */
async function credulousApp() {
  const storage = memoryStorage();
  const searched: string[] = [];
  const credulous: StorageAdapter = {
    ...storage,
    find: (schema, where, options) => {
      searched.push(schema.className);
      return storage.find(schema, schema.className === '_User' ? { op: 'everything' } : where, options);
    },
  };
  const app = await startApp({ storage: credulous });
  await addUser(app, 'ada', columns);
  searched.length = 0;
  return { ctx: requestOf(app), searched };
}

const NOT_TEXTS: readonly Json[] = [null, 5, true, [TOKEN], { ne: '' }, { $ne: null }, { $regex: '.' }];

test.each(NOT_TEXTS)(
  '%j is no token, and no store is asked about it (GHSA-vgjh-hmwf-c588)',
  async (token) => {
    const { ctx, searched } = await credulousApp();
    expect(await verifyEmail(ctx, { token })).toEqual({ state: 'invalid' });
    expect(await checkPasswordResetToken(ctx, { token })).toEqual({ state: 'invalid' });
    expect(await resetPassword(ctx, { token, password: 'new' })).toEqual({ state: 'invalid' });
    expect(searched).toEqual([]);
  },
);

test('a token is the very text that was mailed, whatever a store takes for equal (GHSA-vgjh-hmwf-c588)', async () => {
  const { ctx } = await credulousApp();
  for (const token of ['another', TOKEN.toLowerCase(), `${TOKEN}x`]) {
    expect(await checkPasswordResetToken(ctx, { token })).toEqual({ state: 'invalid' });
    expect(await verifyEmail(ctx, { token })).toEqual({ state: 'invalid' });
    expect(await resetPassword(ctx, { token, password: 'new' })).toEqual({ state: 'invalid' });
  }
  expect(await checkPasswordResetToken(ctx, { token: TOKEN })).toEqual({ state: 'valid', username: 'ada' });
});

test.each(NOT_TEXTS.filter((value) => value !== null).map((value) => [value]))(
  '%j names nobody and is no password, and no store is asked about it (GHSA-vgjh-hmwf-c588)',
  async (value) => {
    const { ctx, searched } = await credulousApp();
    for (const credentials of [
      { username: value, password: 'secret' },
      { email: value, password: 'secret' },
      { username: 'ada', password: value },
    ]) {
      expect(await failureOf(logIn(ctx, credentials))).toBe('101 Invalid username/password.');
      expect(await failureOf(verifyPassword(ctx, credentials))).toBe('101 Invalid username/password.');
    }
    expect(searched).toEqual([]);
  },
);
