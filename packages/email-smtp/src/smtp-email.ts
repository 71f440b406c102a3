import {
  AdapterError,
  ConfigError,
  type EmailAdapter,
  type EmailMessage,
  type LogInMail,
} from '@parse/core/adapter';
import { mailAddress, parseMailAddress, type MailAddress } from './mail-address.js';
import type { AccountMailKind, MailContent, SmtpEmailOptions, SmtpSender } from './smtp-email-options.js';
import { ADAPTER_NAME, openSmtpTransport, type SmtpTransport } from './smtp-transport.js';
import { unknownOptions } from './option-names.js';
import { oneLine, wellFormed } from './templates/plain-text.js';
import { writeMail } from './templates/write-mail.js';

/**
 * Sends mail over SMTP. Throws `ConfigError` when an option is of no use; whether the server can be reached shows with
 * the first mail. Whatever names and addresses hold, a mail goes to one recipient and has the headers it should have.
 */
export function smtpEmail(options: SmtpEmailOptions): EmailAdapter {
  const sender = checkOptions(options);
  const underWay = new Set<Promise<void>>();
  let transport: Promise<SmtpTransport> | undefined;

  const deliver = async (to: MailAddress, content: MailContent, from = sender): Promise<void> => {
    const { subject, text, html } = content;
    transport ??= openSmtpTransport(options);
    await (
      await transport
    ).send({
      from,
      to,
      subject: oneLine(subject),
      text: wellFormed(text),
      ...(html !== undefined && { html: wellFormed(html) }),
    });
  };
  const sendMessage = async ({ to, from, ...content }: EmailMessage): Promise<void> => {
    const recipient = parseMailAddress(to) ?? refuse('the address to send to');
    await deliver(
      recipient,
      content,
      from === undefined ? sender : (parseMailAddress(from) ?? refuse('the address to send from')),
    );
  };
  const sendAccountMail = async (kind: AccountMailKind, mail: LogInMail): Promise<void> => {
    const to = mailAddress('', mail.to) ?? refuse('the address of the user');
    await deliver(to, await writeMail(kind, mail, options));
  };

  const tracked = (sending: Promise<void>): Promise<void> => {
    underWay.add(sending);
    return sending.finally(() => underWay.delete(sending));
  };

  return {
    kind: 'email',
    name: ADAPTER_NAME,
    spec: 'email/1',
    send: (message) => tracked(sendMessage(message)),
    sendVerification: (mail) => tracked(sendAccountMail('verification', mail)),
    sendPasswordReset: (mail) => tracked(sendAccountMail('passwordReset', mail)),
    sendLogIn: (mail) => tracked(sendAccountMail(mail.code === undefined ? 'logInLink' : 'logInCode', mail)),
    // Takes no longer than the timeout, which every mail under way ends with.
    async close() {
      await Promise.allSettled(underWay);
      const open = transport;
      transport = undefined;
      (await open)?.close();
    },
  };
}

function refuse(what: string): never {
  throw new AdapterError(ADAPTER_NAME, `${what} is not one e-mail address`);
}

/** The sender. Reports all problems at once. */
function checkOptions(options: SmtpEmailOptions): MailAddress {
  const { from, host, port, timeout, fallbackLocale } = options;
  const sender = readSender(from);
  const problems = [
    sender === undefined && 'from must be an address such as "Shop <noreply@shop.example>"',
    (typeof host !== 'string' || !/^[^\s/]+$/.test(host)) && 'host must be the name of the SMTP server',
    port !== undefined && !isWholeUpTo(port, 65_535) && 'port must be a whole number from 1 to 65535',
    timeout !== undefined && !isWholeUpTo(timeout, 2 ** 31 - 1) && 'timeout must be milliseconds',
    fallbackLocale === '' && 'fallbackLocale must be a language such as "en"',
  ].filter((problem) => problem !== false);
  const unknown = unknownOptions(options);
  if (problems.length > 0 || unknown.length > 0 || sender === undefined) {
    throw new ConfigError([...unknown, ...problems.map((problem) => `smtpEmail: ${problem}`)]);
  }
  return sender;
}

function readSender(from: string | SmtpSender): MailAddress | undefined {
  return typeof from === 'string' ? parseMailAddress(from) : mailAddress(from.name ?? '', from.address);
}

function isWholeUpTo(value: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= 1 && value <= most;
}
