import { find, get, post, put, signUp, totp, withMails, type Json, type Step } from '../../dsl.js';

// The provider is `mfa`; cloud/messages.cjs keeps what it sends. Every scenario waits for all it causes.

const MOBILE = '+491701234567';
const OTHER_MOBILE = '+491707654321';
const NO_MOBILE = '+490000000000';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

const mine = { by: 'alice' } as const;
const change = (mfa: Json, options: object = mine): Step =>
  put('/users/<alice.objectId>', { authData: { mfa } }, options);
const logIn = (mfa?: Json): Step =>
  post('/login', {
    username: 'alice',
    password: 'secret of alice',
    ...(mfa === undefined ? {} : { authData: { mfa } }),
  });
/** The message that is the last of so many. */
const message = (count: number, name: string): Step =>
  find('Message', { order: '-createdAt', limit: count }, { by: 'master', rows: count, name });
const codeOf = (name: string): string => `<${name}.results.0.code>`;
const propose = [signUp('alice'), change({ mobile: MOBILE }), message(1, 'first')];
const confirmed = [...propose, change({ mobile: MOBILE, token: codeOf('first') })];
const asked = [...confirmed, logIn({ token: 'request' }), message(2, 'second')];

export const scenarios = [
  withMails(
    'A number is proposed, which sends a code, and confirmed with it',
    ...propose,
    get('/users/me', {}, mine),
    logIn(),
    change({ mobile: MOBILE, token: codeOf('first') }),
    get('/users/me', {}, mine),
    logIn(),
  ),
  withMails(
    'A log-in asks for a code and comes back with it',
    ...asked,
    logIn({ token: codeOf('second') }),
    get('/users/me', {}, mine),
  ),
  withMails(
    'A code logs in once',
    ...asked,
    logIn({ token: codeOf('second') }),
    logIn({ token: codeOf('second') }),
  ),
  withMails(
    'A new code makes the one before void',
    ...asked,
    logIn({ token: 'request' }),
    message(3, 'third'),
    logIn({ token: codeOf('third') }),
  ),
  withMails('A code that was not sent lets nobody in', ...asked, logIn({ token: 'abcdef' })),
  ...(['', 123456, null, {}, ['000000']] as const).map((token) =>
    withMails(`A code of a message that is ${JSON.stringify(token)}`, ...asked, logIn({ token })),
  ),
  withMails(
    'A code that confirmed the number logs nobody in',
    ...confirmed,
    logIn({ token: codeOf('first') }),
  ),
  withMails(
    'A number is confirmed with the wrong code',
    ...propose,
    change({ mobile: MOBILE, token: 'abcdef' }),
    logIn(),
  ),
  withMails(
    'A number that was not proposed is confirmed',
    ...propose,
    change({ mobile: OTHER_MOBILE, token: codeOf('first') }),
  ),
  ...([7, {}, '', 'none'] as const).map((mobile) =>
    withMails(`A number that is ${JSON.stringify(mobile)}`, signUp('alice'), change({ mobile })),
  ),
  withMails('A number that no message reaches', signUp('alice'), change({ mobile: NO_MOBILE }), logIn()),
  withMails('A number is taken away by its user', ...confirmed, change(null), logIn()),
  withMails('Another number takes its place', ...confirmed, change({ mobile: OTHER_MOBILE })),
  withMails(
    'An authenticator takes the place of a number',
    ...confirmed,
    change({ secret: SECRET, token: totp(SECRET) }),
  ),
  withMails(
    'A stranger asks for a message with a wrong password',
    ...confirmed,
    post('/login', { username: 'alice', password: 'wrong', authData: { mfa: { token: 'request' } } }),
    message(1, 'still'),
  ),
  withMails(
    'A challenge asks for a message',
    ...confirmed,
    post('/challenge', {
      username: 'alice',
      password: 'secret of alice',
      challengeData: { mfa: { token: 'request' } },
    }),
  ),
];
