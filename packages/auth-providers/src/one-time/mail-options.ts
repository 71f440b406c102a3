import { ConfigError } from '@parse/core/adapter';
import { isSafeAddress, readOptions } from '../kernel/read-options.js';
import type { Limit } from './within-limit.js';

/** How users log in by their mail box. */
export interface MailedSecretOptions {
  /** Makes what is stored of useless without it; 32 characters at least, the same on all servers of the app. */
  readonly secret: string;
  /** Seconds that it holds. Absent: 600. */
  readonly lifetime?: number;
  /** Mails that a user gets in an hour. Absent: 5. */
  readonly mailsPerHour?: number;
}

/** Codes to type in. */
export interface EmailCodeOptions extends MailedSecretOptions {
  /** Of a code, from 6 to 10. Absent: 6. */
  readonly digits?: number;
  /** Wrong guesses until a code holds no longer. Absent: 5. */
  readonly tries?: number;
}

/** Links to follow. */
export interface MagicLinkOptions extends MailedSecretOptions {
  /** The page of the app that logs in: it is given `email` and `token`. */
  readonly url: string;
}

/** The options that both have, as they hold. */
export interface MailedSecretSettings {
  readonly secret: string;
  /** In milliseconds. */
  readonly lifetime: number;
  readonly mails: Limit;
}

const AN_HOUR = 60 * 60;

/** Reads what codes and links have in common; throws `ConfigError` for what is of no use. */
export function readMailOptions(name: string, options: MailedSecretOptions): MailedSecretSettings {
  const reader = readOptions(name, options);
  return {
    secret: reader.secret('secret'),
    lifetime: reader.whole('lifetime', [30, AN_HOUR, 600]) * 1000,
    mails: { most: reader.whole('mailsPerHour', [1, 60, 5]), window: AN_HOUR * 1000 },
  };
}

/** The address of a page, to which parameters can be added. */
export function readPage(name: string, options: MagicLinkOptions): string {
  const url = readOptions(name, options).text('url');
  const isApp = URL.canParse(url) && /^[a-z][a-z0-9+.-]*\.[a-z0-9+.-]+:$/.test(new URL(url).protocol);
  if (isSafeAddress(url) || isApp) return url;
  throw new ConfigError([
    `auth.${name}.url must begin with https://, or with a scheme such as com.example.shop:`,
  ]);
}
