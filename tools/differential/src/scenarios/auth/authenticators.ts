import { get, post, put, signUp, totp, withMails, type Json, type Step } from '../../dsl.js';

// The provider is `mfa`, with authenticators alone.

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const OTHER_SECRET = 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU';

const mine = { by: 'alice' } as const;
const change = (mfa: Json, options: object = mine): Step =>
  put('/users/<alice.objectId>', { authData: { mfa } }, options);
const enrol = (options: object = mine): Step => change({ secret: SECRET, token: totp(SECRET) }, options);
const logIn = (mfa?: Json, options: object = {}): Step =>
  post(
    '/login',
    {
      username: 'alice',
      password: 'secret of alice',
      ...(mfa === undefined ? {} : { authData: { mfa } }),
    },
    options,
  );
const enrolled = [signUp('alice'), enrol()];

export const scenarios = [
  withMails(
    'An authenticator is set up and then asked for',
    ...enrolled,
    logIn(),
    logIn({ token: totp(SECRET) }),
    get('/users/me', {}, mine),
    get('/users/<alice.objectId>', {}, { by: 'master' }),
  ),
  withMails(
    'The code of the next period works, as clocks differ',
    ...enrolled,
    logIn({ token: totp(SECRET, 1) }),
    logIn({ token: totp(SECRET, 5) }),
  ),
  withMails(
    'A code is asked for again at the next log-in',
    ...enrolled,
    logIn({ token: totp(SECRET) }),
    logIn({ token: totp(SECRET) }),
  ),
  withMails('A wrong code lets nobody in', ...enrolled, logIn({ token: '000000' })),
  ...(['', 'x', '12345678901', null, 123456, {}, ['000000']] as const).map((token) =>
    withMails(`A code that is ${JSON.stringify(token)}`, ...enrolled, logIn({ token })),
  ),
  ...(['x', 7, [], {}, { token: null }, { secret: SECRET }] as const).map((mfa) =>
    withMails(`Data of a log-in that are ${JSON.stringify(mfa)}`, ...enrolled, logIn(mfa)),
  ),
  withMails('A log-in with nothing for the factor', ...enrolled, logIn(null)),
  withMails(
    'A factor is set up with the code of another secret',
    signUp('alice'),
    change({ secret: SECRET, token: totp(OTHER_SECRET) }),
    change({ secret: SECRET }),
    change({ token: totp(SECRET) }),
    logIn(),
  ),
  ...['short', 'not base32!', ''].map((secret) =>
    withMails(
      `A secret that is ${JSON.stringify(secret)}`,
      signUp('alice'),
      change({ secret, token: '000000' }),
      logIn(),
    ),
  ),
  withMails(
    'A factor that is set up is changed with a code of the old one',
    ...enrolled,
    change({ secret: OTHER_SECRET, token: totp(OTHER_SECRET) }),
    change({ secret: OTHER_SECRET, token: totp(OTHER_SECRET), old: totp(SECRET) }),
    logIn({ token: totp(OTHER_SECRET) }),
  ),
  withMails(
    'A factor is taken away by its user, and by the master key',
    ...enrolled,
    change(null),
    logIn(),
    enrol(),
    change(null, { by: 'master' }),
    logIn(),
  ),
  withMails(
    'A factor is set up with the master key',
    signUp('alice'),
    enrol({ by: 'master' }),
    logIn(),
    logIn({ token: totp(SECRET) }),
  ),
  withMails(
    'A factor is set up at the sign-up',
    post(
      '/users',
      {
        username: 'alice',
        password: 'secret of alice',
        authData: { mfa: { secret: SECRET, token: totp(SECRET) } },
      },
      { name: 'alice' },
    ),
    logIn(),
    logIn({ token: totp(SECRET) }),
  ),
  withMails(
    'A factor alone lets nobody in',
    ...enrolled,
    post('/users', { authData: { mfa: { token: totp(SECRET) } } }),
    post('/login', { authData: { mfa: { token: totp(SECRET) } } }),
    post('/login', {
      username: 'alice',
      password: 'wrong',
      authData: { mfa: { token: totp(SECRET) } },
    }),
  ),
  withMails(
    'The password is verified without the factor',
    ...enrolled,
    post('/verifyPassword', { username: 'alice', password: 'secret of alice' }),
  ),
  withMails(
    'Other fields are saved by a user with a factor',
    ...enrolled,
    put('/users/<alice.objectId>', { city: 'Oslo' }, mine),
    get('/users/me', {}, mine),
  ),
];
