import { expect, test } from 'vitest';
import type { JsonObject } from '@parse/core/adapter';
import { createAuthProvider } from '../src/index.js';
import { attemptAt } from './support/attempt-at.js';

const NOW = new Date('2026-05-04T10:00:00.000Z');
const INVALID = { code: 141, message: 'Invalid MFA token' };

/** What a log-in with that code leaves of what is stored. */
async function use(stored: JsonObject, token: string): Promise<JsonObject | undefined> {
  const options = { options: ['TOTP', 'SMS'], sendSMS: () => undefined };
  const mfa = await createAuthProvider('mfa', options, { enableInsecureAuthAdapters: false });
  const verdict = await mfa.validateLogin({ token }, { ...attemptAt(NOW), user: { objectId: 'u' }, stored });
  if (verdict.awaits) throw verdict.awaits;
  return verdict.save;
}

test('recovery codes that parse-server stored as they are work, each once', async () => {
  const stored = { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', recovery: ['first code', 'second code'] };
  const once = await use(stored, 'first code');
  expect(once).toEqual({ ...stored, recovery: ['second code'] });
  await expect(use(once ?? {}, 'first code')).rejects.toMatchObject(INVALID);
  expect(await use(once ?? {}, 'second code')).toEqual({ ...stored, recovery: [] });
});

test.each(['first', 'first code ', '', '["first code"]'])('%j is no recovery code', async (token) => {
  const stored = { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', recovery: ['first code'] };
  await expect(use(stored, token)).rejects.toMatchObject(INVALID);
});

test('a code in a message that parse-server has sent works until its date', async () => {
  const expiry = { __type: 'Date', iso: '2026-05-04T10:00:01.000Z' };
  const stored = { mobile: '+15550000001', token: '123456', expiry };
  expect(await use(stored, '123456')).toEqual({ mobile: '+15550000001' });
  const past = { ...stored, expiry: { ...expiry, iso: '2026-05-04T10:00:00.000Z' } };
  await expect(use(past, '123456')).rejects.toMatchObject(INVALID);
});
