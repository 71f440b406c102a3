import { setImmediate as nextTurn } from 'node:timers/promises';
import { inspect } from 'node:util';
import { memoryStorage } from '@parse/storage-memory';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EmailMessage } from '../src/adapters/email-adapter.js';
import type { App } from '../src/context/app.js';
import type { RequestContext } from '../src/context/request-context.js';
import type { AppSettings } from '../src/types/app-settings.js';
import type { FieldOp } from '../src/types/field-op.js';
import {
  requestEmailVerification,
  resendEmailVerification,
} from '../src/users/request-email-verification.js';
import { requestPasswordReset } from '../src/users/reset-password.js';
import { addUser, classOf, requestOf, startApp } from './app-fixture.js';

const begun: string[] = [];
const logged: string[] = [];
const told: string[] = [];
beforeEach(() => {
  begun.length = 0;
  logged.length = 0;
  told.length = 0;
});
afterEach(() => void vi.useRealTimers());

/** What an app with mails may have otherwise. */
interface MailApp extends Partial<AppSettings> {
  /** What the adapter does once a mail is with it. */
  readonly send?: (message: EmailMessage) => Promise<void>;
  /** What happens between a request for a mail and the write of its token; `write` writes to the user's row. */
  readonly meanwhile?: (write: (op: FieldOp) => Promise<unknown>) => Promise<unknown>;
}

/** An app that has the user ada, and notes what its mails make it do. */
async function appWithMail({ meanwhile, send, ...settings }: MailApp = {}): Promise<App> {
  const storage = memoryStorage();
  const app: App = await startApp({
    storage: {
      ...storage,
      update: async (...write) => {
        begun.push('write');
        await meanwhile?.((op) =>
          storage.update(classOf(app, '_User'), { op: 'everything' }, [op], { fields: [] }),
        );
        return storage.update(...write);
      },
    },
    logger: {
      isEnabled: () => true,
      log: (level, message, details) => {
        logged.push(`${level} ${message}`);
        told.push(inspect(details, { depth: 9 }));
      },
    },
    email: {
      kind: 'email',
      name: 'mailbox',
      spec: 'email/1',
      send: async (message: EmailMessage) => {
        begun.push(message.to);
        await send?.(message);
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
  await addUser(app, 'ada', {
    email: 'ada@example.com',
    emailVerified: false,
    _perishable_token: 'mailed before',
    _email_verify_token: 'mailed before',
  });
  return app;
}

type Ask = (ctx: RequestContext, name: string) => Promise<void>;

const requests: readonly (readonly [string, Ask, string])[] = [
  [
    'another password',
    (ctx, name) => requestPasswordReset(ctx, { email: `${name}@example.com` }),
    '_perishable_token',
  ],
  [
    'the verification mail',
    (ctx, name) => requestEmailVerification(ctx, { email: `${name}@example.com` }),
    '_email_verify_token',
  ],
  [
    'the verification mail by name',
    (ctx, username) => resendEmailVerification(ctx, { username }),
    '_email_verify_token',
  ],
];

test.each(requests)(
  'who asks for %s is answered in the same time, and before what is done for known addresses alone (GHSA-w54v-hf9p-8856)',
  async (_what, request) => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const app = await appWithMail({ meanwhile: () => held });
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const answered: string[] = [];
    const asking = ['nobody', 'ada'].map(async (name) => {
      await request(requestOf(app), name);
      answered.push(name);
    });
    await nextTurn();
    vi.advanceTimersByTime(49);
    await nextTurn();
    expect(answered).toEqual([]);
    vi.advanceTimersByTime(1);
    await Promise.all(asking);
    vi.useRealTimers();
    release();
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
    await request(requestOf(app), 'ada');
    await app.close();
    expect(begun).toEqual(['write']);
    expect(logged).toEqual([expect.stringMatching(/^error The mail for .* was not sent\.$/)]);
  },
);

test.each(requests)(
  'who asks for %s as the address changes is mailed nothing, least of all at the old one',
  async (_what, request) => {
    const moved = { op: 'set', target: { field: 'email', path: [] }, value: 'ada@new.example' } as const;
    const app = await appWithMail({ meanwhile: (write) => write(moved) });
    await request(requestOf(app), 'ada');
    await app.close();
    expect(begun).toEqual(['write']);
  },
);

test.each(requests)(
  'who asks for %s again as the link is used does not make it work again',
  async (_what, request, field) => {
    const unset = { op: 'unset', target: { field, path: [] } } as const;
    const app = await appWithMail({
      meanwhile: (write) => write(unset),
      emailVerifyTokenReuseIfValid: true,
      passwordPolicy: { resetTokenReuseIfValid: true },
    });
    await request(requestOf(app), 'ada');
    const [ada] = await app.storage.find(classOf(app, '_User'), { op: 'everything' }, { fields: [field] });
    expect(ada?.[field]).toBeUndefined();
    await app.close();
    expect(begun).toEqual(['write']);
  },
);

test.each(requests)(
  'what a provider says of a mail for %s is in the log without its address and link',
  async (_what, request) => {
    const links: string[] = [];
    const app = await appWithMail({
      send: ({ to, text }) => {
        links.push(...(/token=\w+/.exec(text) ?? []));
        const cause = new Error(`550 <${to.toUpperCase()}>: no such mail box for "${text}"`);
        throw Object.assign(new Error(`${to} ${to} is unknown`, { cause }), { code: 'EENVELOPE' });
      },
    });
    await request(requestOf(app), 'ada');
    await app.close();
    expect(links).toEqual([expect.stringMatching(/^token=\w{20,}$/)]);
    const [line = ''] = told;
    expect(line).toMatch(/… … is unknown[^]*code: 'EENVELOPE'[^]*550 <…>: no such mail box/);
    expect(line.toLowerCase()).not.toContain('ada@example.com');
    expect(line).not.toContain(links[0]?.slice('token='.length));
  },
);
