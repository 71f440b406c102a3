import { find, get, logIn, post, put, signUp, withMails, type Json, type Step } from '../../dsl.js';

// The mails are kept by cloud/mailbox.cjs. Every scenario waits for all it causes.

const alice = signUp('alice', { email: 'alice@example.org' });
const mails = (kind: string, count: number, name?: string): Step =>
  find('Mail', { where: { kind } }, { by: 'master', rows: count, ...(name === undefined ? {} : { name }) });
const verification = mails('verification', 1, 'mail');
const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Step =>
  post(
    path,
    {},
    {
      // Not encoded: tokens of mails are filled in later.
      raw: Object.entries(fields)
        .map(([name, value]) => `${name}=${value}`)
        .join('&'),
      headers: {
        'X-Parse-Application-Id': null,
        'Content-Type': 'application/x-www-form-urlencoded',
        ...headers,
      },
    },
  );
const open = (path: string, query: Record<string, Json> = {}): Step =>
  get(path, query, { headers: { 'X-Parse-Application-Id': null } });
const asScript = { 'X-Requested-With': 'XMLHttpRequest' };
const token = '<mail.results.0.token>';

export const scenarios = [
  withMails(
    'A sign-up mails a link that confirms the address',
    alice,
    verification,
    get('/users/me', {}, { by: 'alice' }),
    open('/apps/app/verify_email', { token }),
    get('/users/me', {}, { by: 'alice' }),
  ),
  withMails(
    'A link confirms once',
    alice,
    verification,
    open('/apps/app/verify_email', { token }),
    open('/apps/app/verify_email', { token }),
  ),
  withMails(
    'A link that is none',
    open('/apps/app/verify_email', { token: 'nobodys' }),
    open('/apps/app/verify_email'),
    open('/apps/other/verify_email', { token: 'x' }),
  ),
  withMails(
    'A sign-up without an address mails nothing',
    signUp('alice'),
    get('/users/me', {}, { by: 'alice' }),
  ),
  withMails(
    'Another address is confirmed again',
    alice,
    verification,
    open('/apps/app/verify_email', { token }),
    put('/users/<alice.objectId>', { email: 'other@example.org' }, { by: 'alice' }),
    mails('verification', 2),
    get('/users/me', {}, { by: 'alice' }),
  ),
  withMails(
    'The same address is not confirmed again',
    alice,
    verification,
    open('/apps/app/verify_email', { token }),
    put('/users/<alice.objectId>', { nick: 'x' }, { by: 'alice' }),
    get('/users/me', {}, { by: 'alice' }),
  ),
  withMails(
    'The mail is asked for again',
    alice,
    verification,
    post('/verificationEmailRequest', { email: 'alice@example.org' }),
    mails('verification', 2),
  ),
  withMails(
    'A mail for nobody, for nothing and for what is no address',
    post('/verificationEmailRequest', { email: 'nobody@example.org' }),
    post('/verificationEmailRequest', {}),
    post('/verificationEmailRequest', { email: 7 }),
    post('/verificationEmailRequest', { email: { $regex: '.' } }),
  ),
  withMails(
    'A mail for an address that is confirmed',
    alice,
    verification,
    open('/apps/app/verify_email', { token }),
    post('/verificationEmailRequest', { email: 'alice@example.org' }),
  ),
  withMails('Who has not confirmed may log in', alice, verification, logIn('alice')),
  withMails(
    'A forgotten password is set by a link',
    alice,
    verification,
    post('/requestPasswordReset', { email: 'alice@example.org' }),
    mails('reset', 1, 'reset'),
    open('/apps/app/request_password_reset', { token: '<reset.results.0.token>' }),
    form(
      '/apps/app/request_password_reset',
      { token: '<reset.results.0.token>', new_password: 'new' },
      asScript,
    ),
    logIn('alice'),
    post('/login', { username: 'alice', password: 'new' }),
    get('/users/me', {}, { by: 'alice' }),
  ),
  withMails(
    'A link sets one password',
    alice,
    verification,
    post('/requestPasswordReset', { email: 'alice@example.org' }),
    mails('reset', 1, 'reset'),
    form(
      '/apps/app/request_password_reset',
      { token: '<reset.results.0.token>', new_password: 'a' },
      asScript,
    ),
    form(
      '/apps/app/request_password_reset',
      { token: '<reset.results.0.token>', new_password: 'b' },
      asScript,
    ),
    post('/login', { username: 'alice', password: 'a' }),
  ),
  withMails(
    'A form without a password, or without a link',
    form('/apps/app/request_password_reset', { token: 'x' }, asScript),
    form('/apps/app/request_password_reset', { new_password: 'x' }, asScript),
    form('/apps/app/request_password_reset', { token: 'x', new_password: 'x' }, asScript),
  ),
  withMails(
    'A password is asked for nobody, nothing and what is no address',
    post('/requestPasswordReset', { email: 'nobody@example.org' }),
    post('/requestPasswordReset', {}),
    post('/requestPasswordReset', { email: 7 }),
    post('/requestPasswordReset', { email: { $regex: '.' } }),
    post(
      '/requestPasswordReset',
      { email: 'nobody@example.org' },
      { headers: { 'X-Parse-Session-Token': 'r:nobody' } },
    ),
    post(
      '/verificationEmailRequest',
      { email: 'nobody@example.org' },
      { headers: { 'X-Parse-Session-Token': 'r:nobody' } },
    ),
    post('/requestPasswordReset', { token: 'nobodys' }),
  ),
  withMails(
    'Mails about accounts are asked for without a session',
    alice,
    verification,
    post('/requestPasswordReset', { email: 'alice@example.org' }, { by: 'master' }),
    mails('reset', 1),
  ),
];
