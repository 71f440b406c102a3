import { unknownNames } from '@parse/core/adapter';
import type { MailTemplates, SmtpAuth, SmtpDkim, SmtpEmailOptions, SmtpPool } from './smtp-email-options.js';

/** A problem for each option that there is not: configurations in JSON are seen by no compiler. */
export function unknownOptions(options: SmtpEmailOptions): string[] {
  const { auth = {}, dkim = {}, pool = {}, templates = {} } = options;
  return [
    ...unknownNames('smtpEmail', options, { names: Object.keys(OPTIONS) }),
    ...unknownNames('smtpEmail.auth', auth, { names: Object.keys(AUTH) }),
    ...unknownNames('smtpEmail.dkim', dkim, { names: Object.keys(DKIM) }),
    ...unknownNames('smtpEmail.pool', pool, { names: Object.keys(POOL) }),
    ...unknownNames('smtpEmail.templates', templates, { names: Object.keys(TEMPLATES) }),
  ];
}

/** Every option by its name: the compiler sees to it that none is left out, and none is there that is not one. */
type Names<Options> = Readonly<Record<keyof Options, true>>;

const OPTIONS: Names<SmtpEmailOptions> = {
  from: true,
  host: true,
  port: true,
  secure: true,
  requireTLS: true,
  tls: true,
  auth: true,
  dkim: true,
  pool: true,
  timeout: true,
  templates: true,
  locale: true,
  fallbackLocale: true,
};
const AUTH: Names<SmtpAuth> = { user: true, pass: true };
const DKIM: Names<SmtpDkim> = { domainName: true, keySelector: true, privateKey: true };
const POOL: Names<SmtpPool> = { maxConnections: true, maxMessages: true, rateLimit: true };
const TEMPLATES: Names<MailTemplates> = {
  folder: true,
  verification: true,
  passwordReset: true,
  logInCode: true,
  logInLink: true,
};
