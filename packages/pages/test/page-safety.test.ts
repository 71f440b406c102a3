import { createHash } from 'node:crypto';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folderWith, openPages } from './open-pages.js';

const urls = [
  '/apps/shop/verify_email?token=good',
  '/apps/shop/verify_email?token=old',
  '/apps/shop/verify_email',
  '/apps/shop/request_password_reset?token=good',
  '/apps/shop/request_password_reset',
  '/apps/password_reset.html',
  '/apps/password_reset_success.html',
  '/apps/email_verification_send_success.html',
  '/apps/email_verification_send_fail.html',
  '/apps/nope.html',
];

test.each(urls)(
  '%s is kept by nobody, framed by nobody, and tells nobody where its reader was',
  async (url) => {
    const { headers } = await openPages().ask(url);
    expect(headers).toMatchObject({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    });
    expect(headers['Content-Security-Policy']).toMatch(/^default-src 'none'/);
  },
);

test('a built-in page may use its own style, its form, and nothing else', async () => {
  const { headers, text } = await openPages().ask('/apps/password_reset.html');
  const style = /<style>([^]*?)<\/style>/.exec(text)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(headers['Content-Security-Policy']).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'self' https://shop.example; frame-ancestors 'none'`,
  );
  expect(text).not.toMatch(/<script| style=| on\w+=/);
});

const hostile = [
  '"><script>alert(1)</script>',
  "' onfocus='alert(1)",
  '{{{appName}}}',
  '</style><script>alert(1)</script>',
  'javascript:alert(1)',
  '\r\nSet-Cookie: a=b',
];

describe.each(hostile)('%j', (value) => {
  const encoded = encodeURIComponent(value);

  test.each(['token', 'locale', 'username', 'error', 'appName', 'publicServerUrl', 'greeting'])(
    'given as %s gets into no page and no address (GHSA-jhgf-2h8h-ggxv)',
    async (name) => {
      const folder = await folderWith({
        'password_reset.html': `{{{${name}}}} {{${name}}} {{&${name}}} {{#${name}}}x{{/${name}}}`,
      });
      for (const options of [{}, { pagesPath: folder, enableLocalization: true }, { forceRedirect: true }]) {
        const pages = openPages(options);
        for (const url of ['/apps/password_reset.html', '/apps/shop/request_password_reset']) {
          const { text, headers } = await pages.ask(`${url}?${name}=${encoded}`);
          expect(text).not.toContain(value);
          expect(Object.values(headers).join('\n')).not.toContain(value);
          expect(headers['Location'] ?? '').not.toContain('alert');
        }
      }
    },
  );

  test('as the name of the app is escaped, in three braces too (GHSA-jhgf-2h8h-ggxv)', async () => {
    const pagesPath = await folderWith({
      'password_reset.html': '<p>{{{appName}}}</p><p title="{{appName}}">',
    });
    for (const options of [{}, { pagesPath }]) {
      const { text } = await openPages({ appName: value, ...options }).ask('/apps/password_reset.html');
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain(' onfocus=');
      if ('pagesPath' in options) expect(text).toMatch(/^<p>[^<>"']*<\/p><p title="[^<>"']*">$/);
    }
  });

  test('as a header is no header (#10237)', async () => {
    const { headers } = await openPages({ appName: value }).ask('/apps/shop/verify_email?token=good');
    for (const text of Object.values(headers)) expect(text).toMatch(/^[\x20-\x7e]*$/);
  });
});

test('what the address says went wrong is not repeated', async () => {
  const { text } = await openPages().ask('/apps/password_reset.html?token=good&error=Call+0900+now');
  expect(text).not.toContain('0900');
  expect(text).toContain('role="alert">This password was not accepted. Please choose another one.</p>');
});

describe('files outside of the folder', () => {
  const attempts = [
    '../secret.html',
    '..%2fsecret.html',
    '%2e%2e/secret.html',
    '%2e%2e%2fsecret.html',
    '..\\secret.html',
    '..%5csecret.html',
    'de/../../secret.html',
    '%00/secret.html',
    'secret.html%00.html',
    'link/secret.html',
    'link.html',
    '.hidden.html',
    'de%2f..%2f..%2fsecret.html',
    '....//secret.html',
    'secret.css',
    '../secret.css',
  ];

  test.each(attempts)('cannot be had by %s (GHSA-hm3f-q6rw-m6wh)', async (path) => {
    const root = await folderWith({
      'secret.html': 'top secret',
      'secret.css': 'top secret',
      'pages/.hidden.html': 'top secret',
      'pages/de/password_reset.html': 'ok',
    });
    await symlink(root, join(root, 'pages/link'));
    await symlink(join(root, 'secret.html'), join(root, 'pages/link.html'));
    const pages = openPages({ pagesPath: join(root, 'pages'), enableLocalization: true });
    expect((await pages.ask(`/apps/${path}`)).text).not.toContain('top secret');
  });

  test.each([
    '..',
    '../..',
    '..%2f',
    '/etc',
    'de/../..',
    '.',
    'de\0',
    '__proto__',
    'constructor',
    'a'.repeat(5000),
  ])('cannot be had by the locale %j (#10242)', async (locale) => {
    const root = await folderWith({
      'password_reset.html': 'top secret',
      'pages/de/password_reset.html': 'ok',
    });
    const pages = openPages({ pagesPath: join(root, 'pages'), enableLocalization: true });
    const headers = { 'x-parse-page-param-locale': locale };
    const byHeader = await pages.ask('/apps/shop/request_password_reset?token=good', { headers });
    const byQuery = await pages.ask(
      `/apps/shop/request_password_reset?token=good&locale=${encodeURIComponent(locale)}`,
    );
    expect([byHeader.title, byQuery.title]).toEqual([
      'Choose a new password – The &#60;Shop&#62;',
      'Choose a new password – The &#60;Shop&#62;',
    ]);
  });
});

/** Pages that are there, which the strangest questions are asked of. */
const pagePaths = urls.map((url) => url.replace(/^\/apps|\?.*$/g, ''));
const names = fc.oneof(
  fc.constantFrom('token', 'locale', 'username', 'error', 'appId', '__proto__'),
  fc.string(),
);
const queries = fc
  .array(fc.tuple(names, fc.string({ unit: 'binary' })), { maxLength: 4 })
  .map((pairs) => new URLSearchParams(pairs).toString());

test('nothing that is asked for makes the handler fail', async () => {
  const pages = openPages();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(...pagePaths), fc.webPath({ size: 'xsmall' })),
      queries,
      fc.constantFrom('GET', 'POST', 'HEAD', 'PUT'),
      async (path, query, method) => {
        const { status } = await pages.ask(`/apps${path}?${query}`, { method });
        expect([200, 303, 400, 403, 404]).toContain(status);
      },
    ),
  );
  expect(pages.errors).toEqual([]);
});
