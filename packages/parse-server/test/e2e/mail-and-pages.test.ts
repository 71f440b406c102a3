import { smtpEmail } from '@parse/email-smtp';
import { startMailServer } from '@tools/services';
import Parse from 'parse/node';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MASTER, signUp } from './support/callers.js';
import { connectSdk } from './support/connect-sdk.js';
import { startServer, type TestServerOptions } from './support/start-server.js';
import { storages } from './support/storages.js';

describe.each(storages)('mails and their pages on $name', (storage) => {
  async function open(options: Omit<TestServerOptions, 'appId'> = {}) {
    const mails = await startMailServer();
    onTestFinished(() => mails.close());
    const address = { url: '' };
    const server = await startServer(storage, {
      appId: 'flowers',
      appName: 'Flower Shop',
      publicServerURL: () => Promise.resolve(address.url),
      verifyUserEmails: true,
      emailAdapter: smtpEmail({ from: 'Shop <noreply@shop.example>', host: '127.0.0.1', port: mails.port }),
      ...options,
    });
    onTestFinished(() => server.close());
    address.url = server.url;
    connectSdk(server);
    return { mails, server };
  }

  test('a link of a verification mail leads to a page that says so, once', async () => {
    const { mails } = await open();
    const ann = await signUp('ann', { email: 'ann@example.com' });
    const link = await linkIn(mails, 0);
    expect(mails.mails[0]).toMatchObject({
      recipients: ['ann@example.com'],
      subject: 'Confirm your e-mail address for Flower Shop',
    });
    expect(await titleAt(link)).toBe('Your e-mail address is confirmed – Flower Shop');
    expect((await new Parse.Query(Parse.User).get(ann.id, MASTER)).get('emailVerified')).toBe(true);
    expect(await titleAt(link)).toBe('This link does not work – Flower Shop');
  });

  test('a link that has expired can be exchanged for a new one', async () => {
    const { mails, server } = await open({ emailVerifyTokenValidityDuration: 60 });
    await signUp('bob', { email: 'bob@example.com' });
    const old = await linkIn(mails, 0);
    server.clock.advance(61_000);
    expect(await titleAt(old)).toBe('This link has expired – Flower Shop');
    const token = new URL(old).searchParams.get('token') ?? '';
    const sent = await submit(`${server.url}/apps/flowers/resend_verification_email`, { token });
    expect(sent.title).toBe('Look into your mailbox – Flower Shop');
    expect(await titleAt(await linkIn(mails, 1))).toBe('Your e-mail address is confirmed – Flower Shop');
  });

  test('a link of a reset mail leads to a form that changes the password, once', async () => {
    const { mails, server } = await open({ passwordPolicy: { validatorPattern: '^.{6,}$' } });
    await signUp('eve', { email: 'eve@example.com' });
    await linkIn(mails, 0);
    await Parse.User.requestPasswordReset('eve@example.com');
    const link = await linkIn(mails, 1);
    expect(await titleAt(link)).toBe('Choose a new password – Flower Shop');

    const token = new URL(link).searchParams.get('token') ?? '';
    const form = `${server.url}/apps/flowers/request_password_reset`;
    const refused = await submit(form, { token, new_password: 'x' });
    expect(refused.text).toContain('role="alert">Password does not meet the Password Policy requirements.');
    const changed = await submit(form, { token, new_password: 'another one' });
    expect(changed.title).toBe('Your password is changed – Flower Shop');
    expect((await Parse.User.logIn('eve', 'another one')).get('username')).toBe('eve');
    await expect(Parse.User.logIn('eve', 'secret')).rejects.toMatchObject({ code: 101 });
    expect((await submit(form, { token, new_password: 'a third one' })).title).toContain(
      'This link no longer works',
    );
  });

  test('addresses in place of pages count in their older form, too, and mails can lead into a frame', async () => {
    const { mails, server } = await open({
      customPages: {
        invalidLink: 'https://shop.example/invalid',
        parseFrameURL: 'https://shop.example/frame',
      },
    });
    const answer = await fetch(`${server.url}/apps/flowers/verify_email`, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^https:\/\/shop\.example\/invalid\?appId=flowers&/);
    await signUp('kim', { email: 'kim@example.com' });
    expect(await linkIn(mails, 0)).toMatch(
      /^https:\/\/shop\.example\/frame\?link=%2Fapps%2Fflowers%2Fverify_email&token=[A-Za-z0-9]+$/,
    );
  });
});

/** The link in the mail with that number, once it is there: nobody waits for mails. */
async function linkIn(
  { mails }: { readonly mails: readonly { readonly text: string }[] },
  index: number,
): Promise<string> {
  await expect.poll(() => mails.length, { timeout: 10_000 }).toBeGreaterThan(index);
  return /^https?:\S+$/m.exec(mails[index]?.text ?? '')?.[0] ?? '';
}

interface Page {
  readonly text: string;
  readonly title: string;
}

async function titleAt(url: string): Promise<string> {
  return (await read(await fetch(url))).title;
}

async function submit(url: string, fields: Readonly<Record<string, string>>): Promise<Page> {
  return read(await fetch(url, { method: 'POST', body: new URLSearchParams(fields) }));
}

async function read(answer: Response): Promise<Page> {
  const text = await answer.text();
  return { text, title: /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? '' };
}
