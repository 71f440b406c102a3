/** What became of the token of a link. */
export type LinkState = 'valid' | 'expired' | 'invalid';

/** Who wants the verification mail again. */
export interface ResendRequest {
  readonly token?: string;
  readonly username?: string;
}

/** What pages do with accounts. */
export interface PageAccounts {
  /** Proves the address that the token was mailed to. */
  verifyEmail(token: string): Promise<LinkState>;
  /** Answers nothing: whether there is such a user stays between the server and the mail box. */
  resendVerification(request: ResendRequest): Promise<void>;
  /** What a reset link is worth, without using it up. */
  checkResetToken(token: string): Promise<LinkState>;
  /** Rejects with a `ParseError` that may be shown for a password that is not accepted. */
  resetPassword(token: string, password: string): Promise<LinkState>;
}
