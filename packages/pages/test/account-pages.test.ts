import { describe, expect, test } from 'vitest';
import { openPages } from './open-pages.js';

const ajax = { 'x-requested-with': 'XMLHttpRequest' };
const query = 'appId=shop&appName=The+%3CShop%3E&publicServerUrl=https%3A%2F%2Fshop.example%2Fparse';
const at = (file: string, parameters = query) => `https://shop.example/parse/apps/${file}?${parameters}`;

describe('a link of a verification mail', () => {
  test.each([
    ['that is good shows that the address is confirmed', '?token=good', 'Your e-mail address is confirmed'],
    ['that has expired offers a new one', '?token=old', 'This link has expired'],
    ['that is unknown says so', '?token=other', 'This link does not work'],
    ['without a token says so', '', 'This link does not work'],
    ['with two tokens says so (#10212)', '?token=good&token=good', 'This link does not work'],
    ['with a token of other signs says so (#10212)', '?token[$ne]=x', 'This link does not work'],
  ])('%s', async (_case, parameters, title) => {
    const answer = await openPages().ask(`/apps/shop/verify_email${parameters}`);
    expect(answer.status).toBe(200);
    expect(answer.title).toBe(`${title} – The &#60;Shop&#62;`);
  });

  test('is not followed by programs that only look at it', async () => {
    const pages = openPages();
    await pages.ask('/apps/shop/verify_email?token=good', { method: 'HEAD' });
    expect(pages.accounts.done).toEqual([]);
  });

  test('that has expired can be sent again without a script', async () => {
    const pages = openPages();
    const { text } = await pages.ask('/apps/shop/verify_email?token=old&locale=de');
    expect(text).toContain(
      'method="post" action="https:&#47;&#47;shop.example&#47;parse&#47;apps/shop/resend_verification_email"',
    );
    expect(text).toContain('name="token" value="old"');
    const sent = await pages.ask('/apps/shop/resend_verification_email', {
      form: { token: 'old', locale: 'de' },
    });
    expect(sent.status).toBe(303);
    expect(sent.headers['Location']).toBe(at('email_verification_send_success.html', `${query}&locale=de`));
    expect(pages.accounts.done).toEqual(['verify old', 'resend old']);
  });
});

describe('asking for the verification mail again', () => {
  test.each([
    ['an unknown name', { username: 'nobody' }, 'email_verification_send_success.html'],
    ['an unknown link', { token: 'other' }, 'email_verification_send_success.html'],
    ['nothing', {}, 'email_verification_link_invalid.html'],
    ['an empty name', { username: '' }, 'email_verification_link_invalid.html'],
    ['a server that cannot send mail', { username: 'broken' }, 'email_verification_send_fail.html'],
  ])('with %s leads to a page (GHSA-h29g-q5c2-9h4f)', async (_case, form, file) => {
    const answer = await openPages().ask('/apps/shop/resend_verification_email', { form });
    expect(answer.status).toBe(303);
    expect(answer.headers['Location']).toBe(at(file));
  });
});

describe('a link of a reset mail', () => {
  test.each([
    ['that is good shows the form', '/apps/shop/request_password_reset?token=good', 'Choose a new password'],
    [
      'in its older form shows it, too',
      '/apps/choose_password?appId=shop&token=good',
      'Choose a new password',
    ],
    ['that has expired says so', '/apps/shop/request_password_reset?token=old', 'This link no longer works'],
    ['that is unknown says so', '/apps/shop/request_password_reset?token=x', 'This link no longer works'],
    ['without a token says so', '/apps/shop/request_password_reset', 'This link no longer works'],
  ])('%s', async (_case, url, title) => {
    const answer = await openPages().ask(url);
    expect(answer.status).toBe(200);
    expect(answer.title).toBe(`${title} – The &#60;Shop&#62;`);
  });
});

describe('the form for a new password', () => {
  const path = '/apps/shop/request_password_reset';
  const good = { token: 'good', new_password: 'long enough' };

  test('changes the password', async () => {
    const pages = openPages();
    const answer = await pages.ask(path, { form: { ...good, confirm_new_password: 'long enough' } });
    expect(answer.status).toBe(200);
    expect(answer.title).toContain('Your password is changed');
    expect(pages.accounts.done).toEqual(['reset good long enough']);
  });

  test.each([
    [
      'a password that is refused',
      { ...good, new_password: 'short' },
      '&#60;b&#62;Eight&#60;&#47;b&#62; or more.',
    ],
    ['no password', { token: 'good' }, 'Please type a password.'],
    [
      'two different passwords',
      { ...good, confirm_new_password: 'long enouhg' },
      'The two passwords are not the same.',
    ],
  ])('is shown again with what is wrong after %s', async (_case, form, error) => {
    const pages = openPages();
    const answer = await pages.ask(path, { form });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`<p id="error" class="error" role="alert">${error}</p>`);
    expect(answer.text).toContain('aria-invalid="true" aria-describedby="error"');
    expect(answer.text).toContain('name="token" value="good"');
    expect(pages.accounts.done).toEqual([]);
  });

  test('leads elsewhere when the link is no good any more', async () => {
    const answer = await openPages().ask(path, { form: { ...good, token: 'old' } });
    expect(answer.title).toContain('This link no longer works');
    const without = await openPages().ask(path, { form: { new_password: 'long enough' } });
    expect(without.status).toBe(303);
    expect(without.headers['Location']).toBe(at('password_reset_link_invalid.html'));
  });

  test('tells nothing of what went wrong inside', async () => {
    const pages = openPages();
    const answer = await pages.ask(path, { form: { ...good, new_password: 'explode!' } });
    expect(answer.status).toBe(500);
    expect(answer.text).toBe('Something went wrong. Please try again later.');
    expect(pages.errors).toEqual(['a page failed']);
  });

  test.each([
    ['nothing', {}, 400, { code: -1, error: 'Missing token' }],
    ['no token', { new_password: 'long enough' }, 400, { code: -1, error: 'Missing token' }],
    ['no password', { token: 'good' }, 400, { code: 201, error: 'Missing password' }],
    [
      'an unknown token',
      { ...good, token: 'x' },
      400,
      { code: -1, error: 'Failed to reset password: username / email / token is invalid' },
    ],
    [
      'an old token',
      { ...good, token: 'old' },
      400,
      { code: -1, error: 'The password reset link has expired' },
    ],
    ['a refused password', { ...good, new_password: 'a' }, 400, { code: -1, error: '<b>Eight</b> or more.' }],
    ['everything', good, 200, 'Password successfully reset'],
  ])('answers scripts that send %s in JSON', async (_case, form, status, body) => {
    const answer = await openPages().ask(path, { form, headers: ajax });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toEqual(body);
  });

  test.each<[string, object]>([
    ['of a body parser', { body: { kind: 'parsed', value: { ...good, other: { a: 1 } } } }],
    ['in its encoded form', { form: 'token=good&new_password=long+enough' }],
  ])('is read %s', async (_case, sending) => {
    const pages = openPages();
    await pages.ask(path, { method: 'POST', ...sending });
    expect(pages.accounts.done).toEqual(['reset good long enough']);
  });

  test('that is too large is refused', async () => {
    const read = () => Promise.reject(new Error('too large'));
    const answer = await openPages().ask(path, { method: 'POST', body: { kind: 'stream', read } });
    expect(answer.status).toBe(400);
  });
});

test.each([
  ['GET', '/apps/other/verify_email?token=good'],
  ['GET', '/apps/other/request_password_reset?token=good'],
  ['POST', '/apps/other/request_password_reset'],
  ['POST', '/apps/other/resend_verification_email'],
  ['GET', '/apps/choose_password?token=good'],
  ['POST', '/apps/shop/verify_email'],
  ['DELETE', '/apps/shop/request_password_reset'],
  ['POST', '/apps/password_reset.html'],
])('%s %s is not for this app or not done that way', async (method, url) => {
  const pages = openPages();
  const answer = await pages.ask(url, { method });
  expect(answer.status).toBe(403);
  expect(JSON.parse(answer.text)).toEqual({ error: 'unauthorized' });
  expect(pages.accounts.done).toEqual([]);
});

test.each([
  '/apps',
  '/apps/shop',
  '/apps/nope.html',
  '/apps/shop/nope',
  '/apps/%zz',
  '/apps/de/password_reset.html',
])('there is nothing at %s', async (url) => {
  const answer = await openPages().ask(url);
  expect(answer.status).toBe(404);
  expect(answer.text).toBe('Not found.');
});
