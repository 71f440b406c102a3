import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { smtpEmail } from '@parse/email-smtp';
import { memoryStorage } from '@parse/storage-memory';
import { startBrowser, startMailServer, type MailServer } from '@tools/services';
import axe from 'axe-core';
import Parse from 'parse/node';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { signUp } from '../e2e/support/callers.js';
import { connectSdk } from '../e2e/support/connect-sdk.js';
import { startServer, type TestServer } from '../e2e/support/start-server.js';

// The pages as people see them: in Chromium, from the link in a real mail to the account that it changes. Pictures for
// the guide are taken anew by `npm run docs:screenshots`.

/** How somebody looks at the pages. */
interface Reader {
  readonly name: string;
  readonly context: BrowserContextOptions;
}

/** A browser needs its time on a machine that does much at once. */
const LONG = { timeout: 180_000 };

const PHONE = { width: 390, height: 640 };
const DESKTOP = { width: 1024, height: 640 };

const readers: readonly Reader[] = [
  { name: 'a phone', context: { viewport: PHONE, locale: 'en' } },
  {
    name: 'a phone in dark colours and German',
    context: { viewport: PHONE, colorScheme: 'dark', locale: 'de' },
  },
  { name: 'a desktop', context: { viewport: DESKTOP, locale: 'en' } },
  {
    name: 'a small phone without scripts',
    context: { viewport: { width: 320, height: 568 }, javaScriptEnabled: false, locale: 'en' },
  },
];

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
}, 600_000);
afterAll(() => browser.close());

describe.each(readers)('on $name', ({ name, context }) => {
  test('an address is confirmed, an old link exchanged and a password changed', LONG, async () => {
    const { mails, server } = await openServer();
    const page = await openPage(context);
    const titles: string[] = [];
    const visit = async (link: string): Promise<void> => {
      await page.goto(link);
      titles.push(await inspect(page));
    };
    const send = async (press: () => Promise<void>): Promise<void> => {
      const loaded = page.waitForEvent('load');
      await press();
      await loaded;
      titles.push(await inspect(page));
    };
    const button = page.getByRole('button');
    const passwords = page.locator('input[type=password]');

    await signUp('ann', { email: 'ann@example.com' });
    const confirming = await linkIn(mails, 0);
    await visit(confirming);
    await picture(page, name, { 'a phone': 'email-verification-success-phone' });
    await visit(confirming);

    await signUp('bob', { email: 'bob@example.com' });
    const old = await linkIn(mails, 1);
    server.clock.advance(61_000);
    await visit(old);
    await picture(page, name, {
      'a phone in dark colours and German': 'email-verification-link-expired-phone-dark',
    });
    await send(() => button.click());
    await visit(await linkIn(mails, 2));

    await Parse.User.requestPasswordReset('ann@example.com');
    await visit(await linkIn(mails, 3));
    await picture(page, name, { 'a phone': 'password-reset-phone', 'a desktop': 'password-reset-desktop' });
    expect(await page.evaluate(FOCUS)).toMatch(/^INPUT (?!none)/);
    await page.keyboard.type('short');
    await page.keyboard.press('Tab');
    await page.keyboard.type('short');
    await send(() => page.keyboard.press('Enter'));
    expect(await page.getByRole('alert').innerText()).not.toBe('');
    await picture(page, name, { 'a phone': 'password-reset-error-phone' });
    for (const field of await passwords.all()) await field.fill('a long new password');
    await send(() => button.click());
    expect((await Parse.User.logIn('ann', 'a long new password')).get('emailVerified')).toBe(true);
    await visit(`${server.url}/apps/flowers/request_password_reset?token=none`);

    expect(titles).toEqual(TITLES[context.locale ?? '']);
  });
});

const TITLES: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Your e-mail address is confirmed',
    'This link does not work',
    'This link has expired',
    'Look into your mailbox',
    'Your e-mail address is confirmed',
    'Choose a new password',
    'Choose a new password',
    'Your password is changed',
    'This link no longer works',
  ],
  de: [
    'Deine E-Mail-Adresse ist bestätigt',
    'Dieser Link gilt nicht',
    'Dieser Link ist abgelaufen',
    'Schau in dein Postfach',
    'Deine E-Mail-Adresse ist bestätigt',
    'Neues Passwort wählen',
    'Neues Passwort wählen',
    'Dein Passwort ist geändert',
    'Dieser Link gilt nicht mehr',
  ],
};

async function openServer(): Promise<{ readonly mails: MailServer; readonly server: TestServer }> {
  const mails = await startMailServer();
  onTestFinished(() => mails.close());
  const address = { url: '' };
  const server = await startServer(
    { name: 'memory', create: () => Promise.resolve(memoryStorage()), lacks: new Set(), isServer: false },
    {
      appId: 'flowers',
      appName: 'Flower Shop',
      publicServerURL: () => Promise.resolve(address.url),
      verifyUserEmails: true,
      emailVerifyTokenValidityDuration: 60,
      passwordPolicy: { validatorPattern: '^.{6,}$', validationError: 'Six characters or more, please.' },
      pages: { enableLocalization: true },
      emailAdapter: smtpEmail({ from: 'Shop <noreply@shop.example>', host: '127.0.0.1', port: mails.port }),
    },
  );
  onTestFinished(() => server.close());
  address.url = server.url;
  connectSdk(server);
  return { mails, server };
}

/** A page that must not complain: of scripts or styles that its policy refuses, say. */
async function openPage(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  const complaints: string[] = [];
  onTestFinished(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  const page = await context.newPage();
  page.setDefaultTimeout(LONG.timeout);
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}

/** Fails when the page is wider than the screen, or breaks a rule for those who cannot see it; returns its heading. */
async function inspect(page: Page): Promise<string> {
  const heading = await page.locator('h1').innerText();
  expect(await page.evaluate(OVERHANG), heading).toBe(0);
  if (await page.evaluate(HAS_SCRIPTS)) {
    await page.evaluate(axe.source);
    expect(await page.evaluate(VIOLATIONS), heading).toEqual([]);
  }
  return heading;
}

// What the browser is asked, in texts: the types of the tests are those of Node, which knows no documents.
const OVERHANG = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const HAS_SCRIPTS = "matchMedia('(scripting: enabled)').matches";
const VIOLATIONS =
  'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))';
const FOCUS = "document.activeElement.tagName + ' ' + getComputedStyle(document.activeElement).outlineStyle";

/** Takes the picture that the guide has of this page on that device; by default only sees that there is one. */
async function picture(page: Page, reader: string, files: Readonly<Record<string, string>>): Promise<void> {
  const file = files[reader];
  if (file === undefined) return;
  const path = join(import.meta.dirname, '../../../../docs/guides/images', `${file}.png`);
  if (process.env['UPDATE_SCREENSHOTS'] !== undefined) await page.screenshot({ path });
  expect(existsSync(path), path).toBe(true);
}

async function linkIn({ mails }: MailServer, index: number): Promise<string> {
  await expect.poll(() => mails.length, { timeout: 30_000 }).toBeGreaterThan(index);
  return /^https?:\S+$/m.exec(mails[index]?.text ?? '')?.[0] ?? '';
}
