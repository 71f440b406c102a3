import { join } from 'node:path';
import { ConfigError } from '@parse/core';
import { describe, expect, test } from 'vitest';
import type { PagesOptions } from '../src/index.js';
import { folderWith, openPages } from './open-pages.js';

const resetUrl = '/apps/shop/request_password_reset?token=good';
const query = 'appId=shop&appName=The+%3CShop%3E&publicServerUrl=https%3A%2F%2Fshop.example%2Fparse';

describe('the language of a built-in page', () => {
  test.each([
    ['a parameter', '&locale=de', {}, 'Neues Passwort wählen'],
    ['a parameter for a region', '&locale=de-AT', {}, 'Neues Passwort wählen'],
    ['a header', '', { 'x-parse-page-param-locale': 'es' }, 'Elige una nueva contraseña'],
    [
      'the browser',
      '',
      { 'accept-language': 'fr-CH, fr;q=0.9, en;q=0.8' },
      'Choisissez un nouveau mot de passe',
    ],
    ['nobody', '', {}, 'Escolha uma nova senha'],
    ['a parameter for a language there is not', '&locale=xx', {}, 'Escolha uma nova senha'],
  ])('is told by %s', async (_case, parameters, headers, title) => {
    const pages = openPages({ enableLocalization: true, localizationFallbackLocale: 'pt' });
    expect((await pages.ask(resetUrl + parameters, { headers })).title).toContain(title);
  });

  test('is English when pages are not localized', async () => {
    const { title, text } = await openPages().ask(`${resetUrl}&locale=de`);
    expect(title).toContain('Choose a new password');
    expect(text).toContain('<html lang="en">');
  });

  test('goes along in the form', async () => {
    const { text } = await openPages({ enableLocalization: true }).ask(`${resetUrl}&locale=de-AT`);
    expect(text).toContain('<html lang="de">');
    expect(text).toContain('name="locale" value="de-AT"');
  });
});

describe('a folder of pages', () => {
  const files = {
    'password_reset.html': 'all {{token}} {{appName}} {{{appName}}} {{appId}} {{publicServerUrl}} {{locale}}',
    'de/password_reset.html': 'deutsch {{greeting}}',
    'de-AT/password_reset.html': 'österreichisch {{greeting}}',
    'style.css': 'p{color:red}',
    'logo.svg': '<svg/>',
    'notes.txt': 'notes',
    'info.html': 'info {{greeting}} {{token}}',
  };

  test.each([
    ['', 'all good The &#60;Shop&#62; The &#60;Shop&#62; shop https:&#47;&#47;shop.example&#47;parse '],
    ['&locale=de', 'deutsch '],
    ['&locale=de-AT', 'österreichisch '],
    ['&locale=de-CH', 'deutsch '],
    [
      '&locale=fr',
      'all good The &#60;Shop&#62; The &#60;Shop&#62; shop https:&#47;&#47;shop.example&#47;parse fr',
    ],
  ])('has the page for %j', async (parameters, text) => {
    const pages = openPages({ pagesPath: await folderWith(files), enableLocalization: true });
    expect((await pages.ask(resetUrl + parameters)).text).toBe(text);
  });

  test('replaces pages one by one; the others are built in', async () => {
    const pages = openPages({ pagesPath: await folderWith(files) });
    expect((await pages.ask('/apps/shop/verify_email?token=good')).title).toContain('confirmed');
  });

  test.each([
    ['style.css', 200, 'text/css'],
    ['logo.svg', 200, 'image/svg+xml'],
    ['notes.txt', 404, undefined],
    ['info.html', 200, undefined],
    ['none.css', 404, undefined],
  ])('serves %s or not', async (file, status, _type) => {
    const pages = openPages({ pagesPath: await folderWith(files) });
    expect((await pages.ask(`/apps/${file}`)).status).toBe(status);
  });

  test('may have scripts, which run unless a value was put into them', async () => {
    const page = '<script>check()</script><script>var t = "{{token}}";</script><script src="x.js"></script>';
    const pages = openPages({ pagesPath: await folderWith({ 'password_reset.html': page }) });
    const { headers } = await pages.ask(resetUrl);
    const scripts = /script-src ([^;]*);/.exec(headers['Content-Security-Policy'] ?? '')?.[1];
    expect(scripts).toMatch(/^'self' 'sha256-[\w+/=]{44}'$/);
  });
});

describe('texts of the operator', () => {
  const translations = {
    en: { translation: { greeting: 'Hello {{appName}}', rich: '<b>{{appName}}</b>', n: 1 } },
    de: { translation: { greeting: 'Hallo' } },
    'de-AT': { translation: { greeting: 'Servus' } },
  };
  const page =
    '{{greeting}}|{{{rich}}}|{{other}}|{{#other}}y{{/other}}{{^nothing}}n{{/nothing}}|{{! remark }}';

  async function siteWith(options: Partial<PagesOptions>) {
    const folder = await folderWith({
      'pages/password_reset.html': page,
      'texts.json': JSON.stringify(translations),
    });
    return openPages({
      pagesPath: join(folder, 'pages'),
      localizationJsonPath: join(folder, 'texts.json'),
      enableLocalization: true,
      ...options,
    });
  }

  test.each([
    ['de', 'Hallo|||n|'],
    ['de-AT', 'Servus|||n|'],
    ['de-CH', 'Hallo|||n|'],
    ['fr', 'Hello The &#60;Shop&#62;|<b>The &#60;Shop&#62;</b>||n|'],
  ])('are those of the language %s', async (locale, text) => {
    const pages = await siteWith({});
    expect((await pages.ask(`${resetUrl}&locale=${locale}`)).text).toBe(text);
  });

  test('are values of placeholders where there is no translation', async () => {
    const pages = await siteWith({ placeholders: { greeting: 'x', other: '<i>', token: 'fake' } });
    expect((await pages.ask(`${resetUrl}&locale=de`)).text).toBe('Hallo||&#60;i&#62;|yn|');
  });

  test('may come from a function, which is told the parameters', async () => {
    const pages = await siteWith({ placeholders: async ({ locale = '' }) => ({ other: `<${locale}>` }) });
    expect((await pages.ask(`${resetUrl}&locale=de`)).text).toBe('Hallo||&#60;de&#62;|yn|');
  });

  test('are left out when pages are not localized', async () => {
    const pages = await siteWith({ enableLocalization: false });
    expect((await pages.ask(`${resetUrl}&locale=de`)).text).toBe('|||n|');
  });
});

describe('redirects', () => {
  test('lead to the file of the language, with the parameters', async () => {
    const pagesPath = await folderWith({ 'de/password_reset.html': 'deutsch {{token}}' });
    const pages = openPages({ forceRedirect: true, enableLocalization: true, pagesPath });
    const answer = await pages.ask(`${resetUrl}&locale=de-AT`);
    expect(answer.status).toBe(303);
    expect(answer.headers['Location']).toBe(
      `https://shop.example/parse/apps/de/password_reset.html?token=good&${query}&locale=de-AT`,
    );
    const { pathname, search } = new URL(answer.headers['Location'] ?? '');
    expect((await pages.ask(pathname.replace('/parse', '') + search)).text).toBe('deutsch good');
  });

  test('lead to the addresses that replace pages', async () => {
    const pages = openPages({
      customUrls: {
        passwordResetLinkInvalid: 'https://other.example/bad?x=1',
        emailVerificationSuccess: 'https://other.example/ok',
      },
    });
    const invalid = await pages.ask('/apps/shop/request_password_reset');
    expect(invalid.headers['Location']).toBe(`https://other.example/bad?x=1&${query}`);
    const verified = await pages.ask('/apps/shop/verify_email?token=good');
    expect(verified.headers['Location']).toBe(`https://other.example/ok?${query}`);
    const form = await pages.ask(resetUrl);
    expect(form.headers['Content-Security-Policy']).toContain(
      "form-action 'self' https://shop.example https://other.example;",
    );
  });

  test.each(['redirect', 'url', 'next', 'returnTo', 'publicServerUrl', 'host'])(
    'lead nowhere that the parameter %s says',
    async (name) => {
      const pages = openPages({ forceRedirect: true });
      const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
      const answer = await pages.ask(`${resetUrl}&${name}=https://evil.example/`, { headers });
      expect(answer.headers['Location']).toBe(
        `https://shop.example/parse/apps/password_reset.html?token=good&${query}`,
      );
    },
  );
});

describe('headers with the parameters', () => {
  test('tell them as they are, or encoded where that cannot be', async () => {
    const { headers } = await openPages({ appName: 'Läden' }).ask(`${resetUrl}&locale=de`);
    expect(headers).toMatchObject({
      'x-parse-page-param-appid': 'shop',
      'x-parse-page-param-appname': 'L%C3%A4den',
      'x-parse-page-param-publicserverurl': 'https://shop.example/parse',
      'x-parse-page-param-token': 'good',
      'x-parse-page-param-locale': 'de',
    });
  });

  test('are all encoded when asked for', async () => {
    const { headers } = await openPages({ encodePageParamHeaders: true }).ask(resetUrl);
    expect(headers['x-parse-page-param-appname']).toBe('The%20%3CShop%3E');
  });
});

describe('a route of the operator', () => {
  async function siteWith(route: NonNullable<PagesOptions['customRoutes']>[number]) {
    const pagesPath = await folderWith({ 'info.html': '{{who}} {{{who}}} {{appName}}' });
    return openPages({ pagesPath, customRoutes: [route] });
  }

  test('chooses a page and what it shows, escaped', async () => {
    const pages = await siteWith({
      method: 'get',
      path: '/info/me',
      handler: async ({ query, config }) => ({
        file: 'info.html',
        placeholders: { who: `<b>${query['who'] ?? ''}</b> ${config.appId}` },
      }),
    });
    const escaped = '&#60;b&#62;ann&#60;&#47;b&#62; shop';
    expect((await pages.ask('/apps/shop/info/me?who=ann')).text).toBe(
      `${escaped} ${escaped} The &#60;Shop&#62;`,
    );
    expect((await pages.ask('/apps/other/info/me')).status).toBe(404);
  });

  test('gets the fields of a form', async () => {
    const pages = await siteWith({
      method: 'POST',
      path: 'info',
      handler: ({ body }) => ({ file: 'info.html', placeholders: { who: body['who'] ?? '' } }),
    });
    expect((await pages.ask('/apps/shop/info', { form: { who: 'ann' } })).text).toMatch(/^ann ann /);
  });

  test.each<[string, number, () => { readonly file: string } | undefined]>([
    ['that chooses none', 404, () => undefined],
    ['that chooses a file there is not', 404, () => ({ file: 'none.html' })],
    ['that chooses a file elsewhere', 404, () => ({ file: '../secret.html' })],
    [
      'that fails',
      500,
      () => {
        throw new TypeError('secret detail');
      },
    ],
  ])('%s shows none', async (_case, status, handler) => {
    const pages = await siteWith({ method: 'GET', path: 'info', handler });
    const answer = await pages.ask('/apps/shop/info');
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('secret');
  });
});

test('pages may have another endpoint, and an address that is found out for every request', async () => {
  const pages = openPages({
    pagesEndpoint: 'pages',
    publicServerURL: async () => 'https://tenant.example/api/',
    forceRedirect: true,
  });
  const answer = await pages.ask('/pages/shop/verify_email?token=good');
  expect(answer.headers['Location']).toMatch(
    /^https:\/\/tenant\.example\/api\/pages\/email_verification_success\.html\?/,
  );
  await expect(pages.ask('/apps/shop/verify_email?token=good')).rejects.toThrow('for somebody else');
});

test.each<[string, Partial<PagesOptions>, RegExp]>([
  ['an endpoint of two segments', { pagesEndpoint: 'a/b' }, /pagesEndpoint must be/],
  ['a folder that is not there', { pagesPath: '/nowhere' }, /pagesPath: \/nowhere is no folder/],
  ['a script for an address', { customUrls: { passwordReset: 'javascript:x' } }, /customUrls.passwordReset/],
  ['translations that are not there', { localizationJsonPath: '/nowhere' }, /localizationJsonPath/],
])('%s is refused with a ConfigError', (_fault, options, message) => {
  expect(() => openPages(options)).toThrow(ConfigError);
  expect(() => openPages(options)).toThrow(message);
});
