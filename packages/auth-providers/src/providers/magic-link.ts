import type { AuthProvider } from '@parse/core/adapter';
import { readMailOptions, readPage, type MagicLinkOptions } from '../one-time/mail-options.js';
import { mailedSecret, randomToken } from '../one-time/mailed-secret.js';

export type { MagicLinkOptions } from '../one-time/mail-options.js';

const NAME = 'magicLink';
/** Nobody guesses a token; who sends a wrong one has another one's link, and does not make it void for the reader. */
const TRIES = 100;

/** Log-in by a link that is mailed to the user, whose page sends `{ email, token }`. */
export function magicLinkAuth(options: MagicLinkOptions): AuthProvider {
  const page = readPage(NAME, options);
  return mailedSecret({
    ...readMailOptions(NAME, options),
    name: NAME,
    field: 'token',
    make: randomToken,
    form: /^[\w-]{43}$/,
    tries: TRIES,
    mailOf: (token, email) => {
      const link = new URL(page);
      link.searchParams.set('email', email);
      link.searchParams.set('token', token);
      return { link: link.href };
    },
  });
}
