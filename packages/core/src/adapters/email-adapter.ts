import type { JsonObject } from '../types/json.js';
import type { Adapter } from './adapter.js';

/** A mail to send. */
export interface EmailMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly from?: string;
}

/** What a mail about an account is made from. */
export interface AccountMail {
  /** The address to send to. */
  readonly to: string;
  /** The address that the reader is to follow. Holds a secret: never logged. */
  readonly link: string;
  readonly appName: string;
  /** The user as the master key sees it, without internal fields; has `email`. */
  readonly user: JsonObject;
}

/** What a mail that logs its reader in is made from: `link` is empty where there is a `code`. */
export interface LogInMail extends AccountMail {
  /** What the reader is to type in. Never logged. */
  readonly code?: string;
}

/**
 * Sends mail. The engine waits for no mail before it answers a request: a rejection is logged, and a send that does
 * not end is given up after a while. `close` ends what is under way.
 */
export interface EmailAdapter extends Adapter<'email'> {
  send(message: EmailMessage): Promise<void>;
  /** Asks to prove an address; absent: the engine writes a plain mail and uses `send`. */
  sendVerification?(mail: AccountMail): Promise<void>;
  /** Lets a user choose a new password; absent: the engine writes a plain mail and uses `send`. */
  sendPasswordReset?(mail: AccountMail): Promise<void>;
  /** Logs a user in, by a code or a link; absent: the engine writes a plain mail and uses `send`. */
  sendLogIn?(mail: LogInMail): Promise<void>;
}
