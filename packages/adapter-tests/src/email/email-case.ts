import type { EmailAdapter } from '@parse/core/adapter';

/** A mail as it was delivered. */
export interface ReceivedMail {
  /** The addresses it was delivered to, those of the envelope. */
  readonly recipients: readonly string[];
  /** The address it says it comes from. */
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** The markup; absent or empty when the mail has none. */
  readonly html?: string | undefined;
}

/** What a case works with. */
export interface EmailCaseContext {
  readonly email: EmailAdapter;
  /** An address that no other case has. */
  readonly address: (name: string) => string;
  /** What was delivered since the run began, to anybody. */
  readonly inbox: () => Promise<readonly ReceivedMail[]>;
  /** The mails delivered to an address. */
  readonly mailsTo: (address: string) => Promise<readonly ReceivedMail[]>;
  /** An adapter of the same kind whose provider takes no mail. */
  readonly refused: EmailAdapter;
}

/** One behaviour that every mail adapter has. */
export interface EmailCase {
  /** Says the behaviour; unique, since skip lists name cases by it. */
  readonly name: string;
  /** Applies only to adapters that have this method. */
  readonly needs?: 'sendVerification' | 'sendPasswordReset';
  readonly run: (ctx: EmailCaseContext) => Promise<void>;
}

/** A list of cases; checks that it is one where it is written. */
export function defineEmailCases(cases: readonly EmailCase[]): readonly EmailCase[] {
  return cases;
}
