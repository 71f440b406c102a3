import type { ConnectionOptions } from 'node:tls';
import type { AccountMail, LogInMail } from '@parse/core/adapter';

/** The mails about accounts. */
export type AccountMailKind = 'verification' | 'passwordReset' | 'logInCode' | 'logInLink';

/** What a mail says. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

/** Writes a mail. `locale` is that of the reader, `de-AT` say; undefined when nothing tells it. */
export type MailWriter = (
  mail: AccountMail & Pick<LogInMail, 'code'>,
  locale: string | undefined,
) => MailContent | Promise<MailContent>;

/** Mails of your own in place of the built-in ones. A function wins over a file, a file over what is built in. */
export interface MailTemplates {
  /** The folder with `verification.txt`, `password-reset.txt` and so on; translations in `de/`, `pt-BR/` … */
  readonly folder?: string;
  readonly verification?: MailWriter;
  readonly passwordReset?: MailWriter;
  readonly logInCode?: MailWriter;
  readonly logInLink?: MailWriter;
}

/** Who sends. As text: `noreply@shop.example` or `Shop <noreply@shop.example>`. */
export interface SmtpSender {
  readonly name?: string;
  readonly address: string;
}

/** How to log in at the server. */
export interface SmtpAuth {
  readonly user: string;
  readonly pass: string;
}

/** How to sign mails. */
export interface SmtpDkim {
  readonly domainName: string;
  readonly keySelector: string;
  readonly privateKey: string;
}

/** How connections are kept and shared. */
export interface SmtpPool {
  /** Absent: 5. */
  readonly maxConnections?: number;
  /** Mails over one connection. Absent: 100. */
  readonly maxMessages?: number;
  /** Mails per second. Absent: unlimited. */
  readonly rateLimit?: number;
}

/** Where mails are handed in, and what they say. */
export interface SmtpEmailOptions {
  readonly from: string | SmtpSender;
  readonly host: string;
  /** Absent: 465 with `secure`, else 587. */
  readonly port?: number;
  /** TLS from the first byte. False: STARTTLS, see `requireTLS`. */
  readonly secure?: boolean;
  /** Refuses to go on without STARTTLS. Absent: true, unless the host is this machine. */
  readonly requireTLS?: boolean;
  readonly tls?: ConnectionOptions;
  readonly auth?: SmtpAuth;
  readonly dkim?: SmtpDkim;
  readonly pool?: SmtpPool;
  /** Milliseconds that a mail may take altogether, the wait for a free connection included. Absent: 30000. */
  readonly timeout?: number;
  readonly templates?: MailTemplates;
  /** The language of a mail. Absent: the user's field `locale`, `language` or `localeIdentifier`. */
  readonly locale?: (mail: AccountMail) => string | undefined;
  /** The language for readers whose own there is no mail in. Absent: `en`. */
  readonly fallbackLocale?: string;
}
