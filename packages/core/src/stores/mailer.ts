import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccountMail, EmailAdapter, EmailMessage, LogInMail } from '../adapters/email-adapter.js';
import { inTime } from '../adapters/in-time.js';
import type { Logger } from '../adapters/logger.js';
import { withoutTexts } from './without-texts.js';

/** What makes a mail when it is to be sent; undefined when there turns out to be none. */
export type MailSource<T extends AccountMail> = () => T | undefined | Promise<T | undefined>;

/** The mails of an app about accounts. */
export interface Mailer {
  /**
   * Has the adapter send the mail in a turn of its own, and returns. No request waits for it, or fails: neither tells
   * whether there is anybody to write to. What becomes of the mail is in the log.
   */
  sendVerification(mail: MailSource<AccountMail>): void;
  /** The same. */
  sendPasswordReset(mail: MailSource<AccountMail>): void;
  /** The same. */
  sendLogIn(mail: MailSource<LogInMail>): void;
  /** Sends what Cloud Code wrote; settles as the adapter does, or rejects when that takes too long. */
  send(message: EmailMessage): Promise<void>;
  /** Waits a moment for the mails under way, which an app does as it closes. */
  settled(): Promise<void>;
}

/** What a mailer works with. */
export interface MailerOptions {
  readonly adapter: EmailAdapter;
  readonly logger: Logger;
}

/** Milliseconds after which a mail is given up. */
const SEND_TIME = 60_000;
/** Milliseconds that a closing app grants to mails under way. */
const CLOSE_TIME = 5_000;

/** The mailer of an app, through that adapter. */
export function createMailer({ adapter, logger }: MailerOptions): Mailer {
  const underWay = new Set<Promise<void>>();

  /** `what` names the mail in the log: its address and link stay out of it. */
  function begin<T extends AccountMail>(
    what: string,
    source: MailSource<T>,
    send: (mail: T) => Promise<void>,
  ): void {
    let mail: T | undefined;
    const inTurn = async (): Promise<void> => {
      await nextTurn();
      mail = await source();
      if (mail) await send(mail);
    };
    const sending = within(SEND_TIME, inTurn).catch((error: unknown) => {
      const shown = mail ? withoutTexts(error, unspokenIn(mail)) : error;
      logger.log('error', `The mail for ${what} was not sent.`, { adapter: adapter.name, error: shown });
    });
    underWay.add(sending);
    void sending.finally(() => underWay.delete(sending));
  }

  return {
    sendVerification: (source) =>
      begin('e-mail verification', source, async (mail) =>
        adapter.sendVerification ? adapter.sendVerification(mail) : adapter.send(verificationMessage(mail)),
      ),
    sendPasswordReset: (source) =>
      begin('password reset', source, async (mail) =>
        adapter.sendPasswordReset ? adapter.sendPasswordReset(mail) : adapter.send(resetMessage(mail)),
      ),
    sendLogIn: (source) =>
      begin('log-in', source, async (mail) =>
        adapter.sendLogIn ? adapter.sendLogIn(mail) : adapter.send(logInMessage(mail)),
      ),
    send: (message) => within(SEND_TIME, async () => adapter.send(message)),
    settled: () => within(CLOSE_TIME, () => Promise.all(underWay)).then(done, done),
  };
}

function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  return inTime(work, milliseconds, () => new Error(`took longer than ${milliseconds} ms`));
}

/** What is nobody's business who reads the log, each by itself, too. */
function unspokenIn({ to, link, code = '' }: LogInMail): readonly string[] {
  const values = URL.canParse(link) ? [...new URL(link).searchParams.values()] : [];
  return [link, to, encodeURIComponent(to), ...values, code];
}

function done(): void {
  // Mails that were not sent are in the log already.
}

function verificationMessage({ to, link, appName }: AccountMail) {
  return {
    to,
    subject: `Please verify your e-mail for ${appName}`,
    text: [
      'Hi,',
      `You are being asked to confirm the e-mail address ${to} with ${appName}.`,
      `Click here to confirm it:\n${link}`,
    ].join('\n\n'),
  };
}

function resetMessage({ to, link, appName }: AccountMail) {
  return {
    to,
    subject: `Password reset for ${appName}`,
    text: [
      'Hi,',
      `You requested to reset your password for ${appName} (your e-mail address is ${to}).`,
      `Click here to choose a new one:\n${link}`,
      'If you did not ask for this, you can ignore this mail.',
    ].join('\n\n'),
  };
}

function logInMessage({ to, link, code, appName }: LogInMail) {
  return {
    to,
    subject: `Log in to ${appName}`,
    text: [
      'Hi,',
      code === undefined
        ? `Click here to log in to ${appName}:\n${link}`
        : `Your code to log in to ${appName} is ${code}`,
      'If you did not ask for this, you can ignore this mail.',
    ].join('\n\n'),
  };
}
