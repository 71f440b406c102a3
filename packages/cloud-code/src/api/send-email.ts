import { ErrorCode, ParseError, type EmailMessage } from '@parse/core';
import { requireApp } from '../scope/current-app.js';

/**
 * `Parse.Cloud.sendEmail`: hands the mail to the app's mail adapter and resolves when that has taken it. Without
 * an adapter it writes an error to the log and does nothing.
 */
export async function sendEmail(message: unknown): Promise<void> {
  const { app, log } = requireApp();
  if (!isMail(message)) {
    throw new ParseError(
      ErrorCode.ScriptFailed,
      'Parse.Cloud.sendEmail needs a mail: { to, subject, text }.',
    );
  }
  if (app.mail) await app.mail.send(message);
  else log.error('Parse.Cloud.sendEmail: the mail is not sent, since the server has no emailAdapter.');
}

/** What else a mail needs is for the adapter to say, which may have templates of its own. */
function isMail(message: unknown): message is EmailMessage {
  return typeof message === 'object' && message !== null;
}
