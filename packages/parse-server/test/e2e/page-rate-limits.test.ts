import { expect, onTestFinished, test } from 'vitest';
import type { ParseServerOptions } from '../../src/index.js';
import { httpRequest } from './support/http-request.js';
import { createMailbox } from './support/mailbox.js';
import { startServer } from './support/start-server.js';
import { storages } from './support/storages.js';

type Rule = NonNullable<ParseServerOptions['rateLimit']>[number];

/** A server with that limit; callers of this machine are counted, too. */
async function open(rule: Pick<Rule, 'requestPath' | 'requestMethods'>) {
  const [memory] = storages;
  if (!memory) throw new TypeError('the storage in memory can always be had');
  const server = await startServer(memory, {
    appId: 'shop',
    appName: 'Shop',
    publicServerURL: 'http://shop.example/parse',
    verifyUserEmails: true,
    emailAdapter: createMailbox(),
    rateLimit: [{ ...rule, requestCount: 2, requestTimeWindow: 60_000, includeInternalRequests: true }],
  });
  onTestFinished(() => server.close());
  const visit = (path: string, init: RequestInit = {}) =>
    fetch(`${server.url}${path}`, { redirect: 'manual', ...init });
  const submit = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    visit(path, { method: 'POST', headers, body: new URLSearchParams({ token: 'x', new_password: 'y' }) });
  return { server, visit, submit };
}

test('a limit counts pages, however their addresses are spelled', async () => {
  const { visit } = await open({ requestPath: '/apps/shop/verify_email' });
  expect((await visit('/apps/shop/verify_email?token=a')).status).not.toBe(429);
  expect((await visit('/apps//shop/%76erify_email/?token=b')).status).not.toBe(429);
  const refused = await visit('/apps/shop/verify_email?token=c');
  expect(refused.status).toBe(429);
  expect(await refused.text()).toContain('Too many requests');
  expect((await visit('/apps/shop/verify_email', { method: 'HEAD' })).status).toBe(429);
  expect((await visit('/apps/shop/request_password_reset?token=a')).status).not.toBe(429);
});

test('guesses of reset tokens are counted, and scripts are answered with JSON', async () => {
  const { submit } = await open({ requestPath: '/apps/*path', requestMethods: 'POST' });
  await submit('/apps/shop/request_password_reset');
  await submit('/apps/shop/request_password_reset');
  const refused = await submit('/apps/shop/request_password_reset', { 'X-Requested-With': 'XMLHttpRequest' });
  expect(refused.status).toBe(429);
  expect(await refused.json()).toEqual({ code: 100, error: expect.stringContaining('Too many requests') });
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
});

test('asking for a verification mail on a page counts like asking the API for it', async () => {
  const { server, submit } = await open({ requestPath: '/verificationEmailRequest' });
  expect((await submit('/apps/shop/resend_verification_email')).status).toBe(303);
  const body = { email: 'nobody@shop.example' };
  expect((await httpRequest(server, { path: '/verificationEmailRequest', body })).status).toBe(200);
  expect((await submit('/apps/shop/resend_verification_email')).status).toBe(429);
  expect((await httpRequest(server, { path: '/verificationEmailRequest', body })).status).toBe(429);
});
