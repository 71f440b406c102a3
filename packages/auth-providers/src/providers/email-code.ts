import { randomInt } from 'node:crypto';
import type { AuthProvider } from '@parse/core/adapter';
import { readOptions } from '../kernel/read-options.js';
import { readMailOptions, type EmailCodeOptions } from '../one-time/mail-options.js';
import { mailedSecret } from '../one-time/mailed-secret.js';

export type { EmailCodeOptions } from '../one-time/mail-options.js';

const NAME = 'emailCode';

/** Log-in by a code that is mailed to the user: `{ email, code }`. */
export function emailCodeAuth(options: EmailCodeOptions): AuthProvider {
  const reader = readOptions(NAME, options);
  const digits = reader.whole('digits', [6, 10, 6]);
  return mailedSecret({
    ...readMailOptions(NAME, options),
    name: NAME,
    field: 'code',
    make: () => String(randomInt(10 ** digits)).padStart(digits, '0'),
    form: new RegExp(`^\\d{${digits}}$`),
    tries: reader.whole('tries', [1, 10, 5]),
    mailOf: (code) => ({ code }),
  });
}
