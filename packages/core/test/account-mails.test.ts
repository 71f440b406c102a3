import { memoryStorage } from '@parse/storage-memory';
import { beforeEach, expect, test } from 'vitest';
import type { EmailMessage } from '../src/adapters/email-adapter.js';
import type { StorageAdapter } from '../src/adapters/storage-adapter.js';
import type { App } from '../src/context/app.js';
import type { AppSettings } from '../src/types/app-settings.js';
import type { FieldOp } from '../src/types/field-op.js';
import { requestEmailVerification } from '../src/users/request-email-verification.js';
import { requestPasswordReset } from '../src/users/reset-password.js';
import { addUser, classOf, requestOf, startApp } from './app-fixture.js';

const begun: string[] = [];
const logged: string[] = [];
beforeEach(() => {
  begun.length = 0;
  logged.length = 0;
});

/** An app that has the user ada, and notes what its mails make it do. */
async function appWithMail(
  settings: Partial<AppSettings> = {},
  storage: StorageAdapter = memoryStorage(),
): Promise<App> {
  const app = await startApp({
    storage: {
      ...storage,
      update: (...write) => {
        begun.push('write');
        return storage.update(...write);
      },
    },
    logger: {
      isEnabled: () => true,
      log: (level, message) => void logged.push(`${level} ${message}`),
    },
    email: {
      kind: 'email',
      name: 'mailbox',
      spec: 'email/1',
      send: ({ to }: EmailMessage) => {
        begun.push(to);
        return Promise.resolve();
      },
    },
    settings: {
      appName: 'Notes',
      verifyUserEmails: true,
      publicServerURL: () => {
        begun.push('address');
        return 'https://notes.example';
      },
      ...settings,
    },
  });
  await addUser(app, 'ada', { email: 'ada@example.com', emailVerified: false });
  return app;
}

const requests = [
  ['another password', requestPasswordReset],
  ['the verification mail', requestEmailVerification],
] as const;

test.each(requests)(
  'who asks for %s is answered before anything is done that is done for known addresses alone (GHSA-w54v-hf9p-8856)',
  async (_what, request) => {
    const app = await appWithMail();
    await request(requestOf(app), { email: 'nobody@example.com' });
    await request(requestOf(app), { email: 'ada@example.com' });
    expect(begun).toEqual([]);
    await app.close();
    expect(begun).toEqual(['write', 'address', 'ada@example.com']);
  },
);

test.each(requests)(
  'who asks for %s is answered alike when the address of the server cannot be had',
  async (_what, request) => {
    const app = await appWithMail({
      publicServerURL: () => {
        throw new TypeError('no address today');
      },
    });
    await request(requestOf(app), { email: 'ada@example.com' });
    await app.close();
    expect(begun).toEqual(['write']);
    expect(logged).toEqual([expect.stringMatching(/^error The mail for .* was not sent\.$/)]);
  },
);

test.each(requests)(
  'who asks for %s as the address changes is mailed nothing, least of all at the old one',
  async (_what, request) => {
    const storage = memoryStorage();
    const app = await appWithMail({}, storage);
    await request(requestOf(app), { email: 'ada@example.com' });
    const moved = { op: 'set', target: { field: 'email', path: [] }, value: 'ada@new.example' } as const;
    await storage.update(classOf(app, '_User'), { op: 'everything' }, [moved], {});
    await app.close();
    expect(begun).toEqual(['write']);
  },
);

test.each([
  ['another password', requestPasswordReset, '_perishable_token'],
  ['the verification mail', requestEmailVerification, '_email_verify_token'],
] as const)(
  'who asks for %s again as the link is used does not make it work again',
  async (_what, request, field) => {
    const storage = memoryStorage();
    const reuse = { emailVerifyTokenReuseIfValid: true, passwordPolicy: { resetTokenReuseIfValid: true } };
    const app = await appWithMail(reuse, storage);
    const write = (op: FieldOp) =>
      storage.update(classOf(app, '_User'), { op: 'everything' }, [op], { fields: [field] });
    const target = { field, path: [] };
    await write({ op: 'set', target, value: 'mailed before' });
    await request(requestOf(app), { email: 'ada@example.com' });
    await write({ op: 'unset', target });
    await app.close();
    expect(begun).toEqual(['write']);
    const [stored] = await storage.find(classOf(app, '_User'), { op: 'everything' }, { fields: [field] });
    expect(stored?.[field]).toBeUndefined();
  },
);
