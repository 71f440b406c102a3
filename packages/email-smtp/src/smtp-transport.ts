import { isIP } from 'node:net';
import { AdapterError } from '@parse/core/adapter';
import type { MailAddress } from './mail-address.js';
import type { MailContent, SmtpEmailOptions } from './smtp-email-options.js';

/** A mail that is ready to go. */
export interface OutgoingMail extends MailContent {
  readonly from: MailAddress;
  readonly to: MailAddress;
}

/** The connections to one SMTP server. */
export interface SmtpTransport {
  /** Rejects with an `AdapterError` that names neither address nor content, within the timeout at the latest. */
  send(mail: OutgoingMail): Promise<void>;
  /** Closes the connections; a mail that is still under way fails. */
  close(): void;
}

/** Every adapter has the name that errors carry. */
export const ADAPTER_NAME = 'smtp';

const DEFAULT_TIMEOUT = 30_000;

/** Makes the transport. The library is loaded, and the first connection opened, with the first mail. */
export async function openSmtpTransport(options: SmtpEmailOptions): Promise<SmtpTransport> {
  const timeout = options.timeout ?? DEFAULT_TIMEOUT;
  const { createTransport } = await import('nodemailer');
  const mailer = createTransport({
    ...connectionOptions(options, timeout),
    ...options.pool,
    pool: true,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  return {
    async send({ from, to, subject, text, html }) {
      try {
        await mailer.sendMail({
          from,
          to,
          subject,
          text,
          ...(html !== undefined && { html }),
          // Keeps absence notes from answering.
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(timeout),
        });
      } catch (cause) {
        throw new AdapterError(ADAPTER_NAME, `the mail was not sent: ${reasonOf(cause)}`, { cause });
      }
    },
    close: () => mailer.close(),
  };
}

function connectionOptions(options: SmtpEmailOptions, timeout: number): Readonly<Record<string, unknown>> {
  const { host, port, secure = false, auth, dkim, tls } = options;
  return {
    host,
    secure,
    requireTLS: !secure && (options.requireTLS ?? !isThisMachine(host)),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    ...(port !== undefined && { port }),
    ...(auth && { auth }),
    ...(dkim && { dkim }),
    ...(tls && { tls }),
  };
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** The library's word for it and the server's number, for example `EENVELOPE 550`; addresses are in the cause only. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown failure';
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  const answer = 'responseCode' in cause && typeof cause.responseCode === 'number' ? cause.responseCode : '';
  return code === 'EABORT' ? 'it took too long' : `${code} ${answer}`.trim();
}
