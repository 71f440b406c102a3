/** A mail about an account as adapters written for Parse Server get it. */
export interface ReceivedMail {
  readonly kind: 'verification' | 'reset';
  readonly to: unknown;
  readonly link: string;
  readonly appName: string;
}

/** A mail adapter in the form that Parse Server knows; it keeps what it is given. */
export interface Mailbox {
  readonly sendMail: (mail: object) => Promise<void>;
  readonly sendVerificationEmail: (mail: LegacyMail) => Promise<void>;
  readonly sendPasswordResetEmail: (mail: LegacyMail) => Promise<void>;
  readonly mails: readonly ReceivedMail[];
  /** The token in the link of the last mail to that address. */
  tokenFor(to: string): string;
  /** How many mails there are to that address. */
  count(to: string): number;
  /** Throws every mail away. */
  clear(): void;
}

interface LegacyMail {
  readonly link: string;
  readonly appName: string;
  readonly user: { get(field: string): unknown };
}

/** An empty mailbox. */
export function createMailbox(): Mailbox {
  const mails: ReceivedMail[] = [];
  const keep =
    (kind: ReceivedMail['kind']) =>
    ({ link, appName, user }: LegacyMail): Promise<void> => {
      mails.push({ kind, to: user.get('email') ?? user.get('username'), link, appName });
      return Promise.resolve();
    };
  return {
    sendMail: () => Promise.resolve(),
    sendVerificationEmail: keep('verification'),
    sendPasswordResetEmail: keep('reset'),
    mails,
    tokenFor(to) {
      const mail = mails.findLast((one) => one.to === to);
      if (!mail) throw new TypeError(`no mail to ${to}`);
      return new URL(mail.link).searchParams.get('token') ?? '';
    },
    count: (to) => mails.filter((one) => one.to === to).length,
    clear: () => void mails.splice(0),
  };
}
