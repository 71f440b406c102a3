import { expect, test } from 'vitest';
import { logIn } from '../src/users/log-in.js';
import { addUser, failureOf, requestOf, startApp } from './app-fixture.js';

test('each of fifty wrong passwords at the same time counts (#10266)', async () => {
  const app = await startApp({
    settings: { accountLockout: { threshold: 50, duration: 5, unlockOnPasswordReset: false } },
  });
  await addUser(app, 'ada');
  const enter = (password: string) => failureOf(logIn(requestOf(app), { username: 'ada', password }));
  await Promise.all(Array.from({ length: 49 }, () => enter('wrong')));
  expect(await enter('secret')).toBe('ok');
  await Promise.all(Array.from({ length: 50 }, () => enter('wrong')));
  expect(await enter('secret')).toMatch(/^101 Your account is locked/);
});
