import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AdapterError, type AccountMail } from '@parse/core/adapter';
import { describe, expect, onTestFinished, test } from 'vitest';
import { onlyMail, openAdapter } from './open-adapter.js';

const mail: AccountMail = {
  to: 'ann@example.com',
  link: 'https://shop.example/parse/apps/shop/verify_email?token=abc&locale=de',
  appName: 'Ärzte & <Söhne>',
  user: { objectId: 'u1', username: 'ann', email: 'ann@example.com' },
};

describe('a built-in mail', () => {
  test.each([
    ['en', 'Confirm your e-mail address for Ärzte & <Söhne>', 'Choose a new password for Ärzte & <Söhne>'],
    ['de-AT', 'Bestätige deine E-Mail-Adresse für Ärzte & <Söhne>', 'Neues Passwort für Ärzte & <Söhne>'],
    [
      'fr_CA',
      'Confirmez votre adresse e-mail pour Ärzte & <Söhne>',
      'Choisissez un nouveau mot de passe pour Ärzte & <Söhne>',
    ],
    ['xx', 'Confirm your e-mail address for Ärzte & <Söhne>', 'Choose a new password for Ärzte & <Söhne>'],
    ['../de', 'Confirm your e-mail address for Ärzte & <Söhne>', 'Choose a new password for Ärzte & <Söhne>'],
  ])('for a user whose locale is %s is in that language, else in English', async (locale, verify, reset) => {
    const { server, email } = await openAdapter();
    const told = { ...mail, user: { ...mail.user, locale } };
    await email.sendVerification?.(told);
    await email.sendPasswordReset?.(told);
    expect(server.mails.map(({ subject }) => subject)).toEqual([verify, reset]);
  });

  test.each([
    ['en', '042137', 'Your code to log in to Ärzte & <Söhne>'],
    ['de', undefined, 'Anmelden bei Ärzte & <Söhne>'],
    ['pt-BR', '042137', 'Seu código para entrar em Ärzte & <Söhne>'],
  ])('logs in, in the language %s, with the code %s or with a link', async (locale, code, subject) => {
    const { server, email } = await openAdapter();
    const told = { ...mail, link: code === undefined ? mail.link : '', user: { ...mail.user, locale } };
    await email.sendLogIn?.({ ...told, ...(code !== undefined && { code }) });
    const sent = onlyMail(server);
    expect(sent.subject).toBe(subject);
    expect(sent.text).toContain(`\n${code ?? mail.link}\n`);
    expect(sent.html?.includes('<a href')).toBe(code === undefined);
    expect(sent.html).toContain(code ?? 'verify_email?token=abc&amp;locale=de');
  });

  test('is in the fallback language for readers of whom nothing is known', async () => {
    const { server, email } = await openAdapter({ fallbackLocale: 'es' });
    await email.sendVerification?.(mail);
    expect(onlyMail(server).subject).toBe('Confirma tu correo electrónico para Ärzte & <Söhne>');
  });

  test('has the link in text and markup, escaped in markup', async () => {
    const { server, email } = await openAdapter();
    await email.sendVerification?.(mail);
    const { text, html } = onlyMail(server);
    expect(text).toContain(`\n${mail.link}\n`);
    expect(html).toContain(
      'href="https://shop.example/parse/apps/shop/verify_email?token=abc&amp;locale=de"',
    );
    expect(html).toContain('Ärzte &amp; &lt;Söhne&gt;');
    expect(html).not.toContain('<Söhne>');
  });

  test('repeats nothing that a stranger may have chosen', async () => {
    const { server, email } = await openAdapter();
    const user = { ...mail.user, username: 'win at evil.example', name: 'win at evil.example' };
    await email.sendVerification?.({ ...mail, user });
    await email.sendPasswordReset?.({ ...mail, user });
    expect(server.mails.map(({ raw }) => raw.includes('evil.example'))).toEqual([false, false]);
  });

  test('tells absence notes not to answer', async () => {
    const { server, email } = await openAdapter();
    await email.sendVerification?.(mail);
    expect(onlyMail(server).parsed.headers.get('auto-submitted')).toBe('auto-generated');
  });

  test('goes nowhere when the address is not one address', async () => {
    const { server, email } = await openAdapter();
    const twoAddresses = { ...mail, to: 'a@example.com, b@example.com' };
    await expect(email.sendVerification?.(twoAddresses)).rejects.toThrow(AdapterError);
    expect(server.mails).toEqual([]);
  });
});

test('a function of your own is told the language and writes the mail', async () => {
  const { server, email } = await openAdapter({
    locale: ({ user }) => (user['country'] === 'CH' ? 'de-CH' : undefined),
    templates: {
      verification: ({ link }, locale = '') => ({
        subject: `Grüezi\r\nBcc: x@evil.example ${locale}`,
        text: link,
      }),
    },
  });
  await email.sendVerification?.({ ...mail, user: { ...mail.user, country: 'CH' } });
  const { subject, text, html, recipients } = onlyMail(server);
  expect({ subject, text: text.trim(), html, recipients }).toEqual({
    subject: 'Grüezi Bcc: x@evil.example de-CH',
    text: mail.link,
    html: undefined,
    recipients: ['ann@example.com'],
  });
});

describe('a folder of templates', () => {
  const files = {
    'verification.txt': 'Go to {{link}}, {{user.profile.nick}} ({{username}})',
    'verification.html': '<b>{{user.profile.nick}}</b> <a href="{{ link }}">here</a> {{unknown}}',
    'verification.subject.txt': 'Hello {{user.profile.nick}}\n',
    'de/verification.txt': 'Gehe zu {{link}}',
  };
  const user = { ...mail.user, profile: { nick: '<i>{{link}}</i>\r\nX: y' } };

  test('fills placeholders: escaped in markup, each on one line, and not twice', async () => {
    const { server, email } = await openAdapter({ templates: { folder: await folderWith(files) } });
    await email.sendVerification?.({ ...mail, user });
    const { subject, text, html } = onlyMail(server);
    expect(subject).toBe('Hello <i>{{link}}</i> X: y');
    expect(text.trim()).toBe(`Go to ${mail.link}, <i>{{link}}</i> X: y (ann)`);
    expect(html).toContain('<b>&lt;i&gt;{{link}}&lt;/i&gt; X: y</b>');
    expect(html).toContain(`<a href="${mail.link.replace('&', '&amp;')}">here</a>`);
  });

  test('has translations; what is missing beside one comes from no other language', async () => {
    const { server, email } = await openAdapter({ templates: { folder: await folderWith(files) } });
    await email.sendVerification?.({ ...mail, user: { ...user, locale: 'de-AT' } });
    const { subject, text, html } = onlyMail(server);
    expect(subject).toBe('Bestätige deine E-Mail-Adresse für Ärzte & <Söhne>');
    expect(text.trim()).toBe(`Gehe zu ${mail.link}`);
    expect(html).toBeUndefined();
  });

  test('leaves mails it has no file for as they are built in', async () => {
    const { server, email } = await openAdapter({ templates: { folder: await folderWith(files) } });
    await email.sendPasswordReset?.(mail);
    expect(onlyMail(server).subject).toBe('Choose a new password for Ärzte & <Söhne>');
  });
});

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'parse-mail-'));
  onTestFinished(() => rm(path, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return path;
}
