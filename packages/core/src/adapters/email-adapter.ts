import type { Adapter } from './adapter.js';

/** A mail to send. */
export interface EmailMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly from?: string;
}

/** Sends mail. A rejection is logged and handled by the engine. */
export interface EmailAdapter extends Adapter<'email'> {
  send(message: EmailMessage): Promise<void>;
}
