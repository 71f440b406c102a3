/** The pages that mails and forms lead to. */
export type PageName =
  | 'passwordReset'
  | 'passwordResetSuccess'
  | 'passwordResetLinkInvalid'
  | 'emailVerificationSuccess'
  | 'emailVerificationSendSuccess'
  | 'emailVerificationSendFail'
  | 'emailVerificationLinkInvalid'
  | 'emailVerificationLinkExpired';

/** The file of each page, in a folder of the operator's and in URLs. */
export const pageFiles: { readonly [Name in PageName]: string } = {
  passwordReset: 'password_reset.html',
  passwordResetSuccess: 'password_reset_success.html',
  passwordResetLinkInvalid: 'password_reset_link_invalid.html',
  emailVerificationSuccess: 'email_verification_success.html',
  emailVerificationSendSuccess: 'email_verification_send_success.html',
  emailVerificationSendFail: 'email_verification_send_fail.html',
  emailVerificationLinkInvalid: 'email_verification_link_invalid.html',
  emailVerificationLinkExpired: 'email_verification_link_expired.html',
};

/** The page with that file. */
export function pageOfFile(file: string): PageName | undefined {
  return pageNames.find((name) => pageFiles[name] === file);
}

const pageNames: readonly PageName[] = [
  'passwordReset',
  'passwordResetSuccess',
  'passwordResetLinkInvalid',
  'emailVerificationSuccess',
  'emailVerificationSendSuccess',
  'emailVerificationSendFail',
  'emailVerificationLinkInvalid',
  'emailVerificationLinkExpired',
];
