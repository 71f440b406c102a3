import type { JsonObject } from './json.js';

/** What a rule about an account is asked with. */
export interface AccountQuestion {
  /** The user as it is, or as it is about to be stored; without internal fields. */
  readonly object: JsonObject;
  /** The user as stored before a write; absent for a new one and outside of writes. */
  readonly original?: JsonObject;
  /** The caller holds the master key. */
  readonly master: boolean;
  readonly ip: string;
  readonly installationId: string | undefined;
  /** How the session in question is made; absent where there is none. */
  readonly createdWith?: { readonly action: 'signup' | 'login'; readonly authProvider: string };
  /** Somebody asked for the mail again. */
  readonly resendRequest?: boolean;
}

/** A rule that is the same for all accounts, or one that is asked each time. */
export type AccountRule = boolean | ((question: AccountQuestion) => boolean | Promise<boolean>);

/** Rules for passwords. Absent keys set no rule. */
export interface PasswordPolicy {
  /** Passwords match it. */
  readonly validatorPattern?: RegExp;
  readonly validatorCallback?: (password: string) => boolean | Promise<boolean>;
  /** What a refused password is answered with. */
  readonly validationError?: string;
  readonly doNotAllowUsername?: boolean;
  /** Days; 0 sets no rule. */
  readonly maxPasswordAge?: number;
  /** How many passwords, the present one among them, a new one differs from; 0 sets no rule. */
  readonly maxPasswordHistory?: number;
  /** Seconds; absent: for ever. */
  readonly resetTokenValidityDuration?: number;
  readonly resetTokenReuseIfValid?: boolean;
  /** Default: true. */
  readonly resetPasswordSuccessOnInvalidEmail?: boolean;
}

/** What happens after wrong passwords. */
export interface AccountLockout {
  /** Minutes. */
  readonly duration: number;
  readonly threshold: number;
  readonly unlockOnPasswordReset?: boolean;
}

/** What an operator can set about accounts, by the names of the `parse-server` options. */
export interface AccountSettings {
  /** In mails. */
  readonly appName: string | undefined;
  /** What links in mails begin with. */
  readonly publicServerURL: string | (() => string | Promise<string>) | undefined;
  /** The first segment of the path of pages, below `publicServerURL`. */
  readonly pagesEndpoint: string;
  /** A page of the operator's that links in mails lead to, with the path of ours as `link`; undefined: there is none. */
  readonly parseFrameURL: string | undefined;
  readonly verifyUserEmails: AccountRule;
  readonly preventLoginWithUnverifiedEmail: AccountRule;
  readonly preventSignupWithUnverifiedEmail: boolean;
  readonly sendUserEmailVerification: AccountRule;
  /** Seconds; undefined: for ever. */
  readonly emailVerifyTokenValidityDuration: number | undefined;
  readonly emailVerifyTokenReuseIfValid: boolean;
  readonly emailVerifySuccessOnInvalidEmail: boolean;
  readonly passwordPolicy: PasswordPolicy;
  /** Undefined: accounts are never locked. */
  readonly accountLockout: AccountLockout | undefined;
}

/** The defaults of the options about accounts. */
export const defaultAccountSettings: AccountSettings = {
  appName: undefined,
  publicServerURL: undefined,
  pagesEndpoint: 'apps',
  parseFrameURL: undefined,
  verifyUserEmails: false,
  preventLoginWithUnverifiedEmail: false,
  preventSignupWithUnverifiedEmail: false,
  sendUserEmailVerification: true,
  emailVerifyTokenValidityDuration: undefined,
  emailVerifyTokenReuseIfValid: false,
  emailVerifySuccessOnInvalidEmail: true,
  passwordPolicy: {},
  accountLockout: undefined,
};
