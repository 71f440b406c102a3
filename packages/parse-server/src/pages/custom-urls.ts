import type { PageName } from '@parse/pages';
import { definedEntries } from '../options/defined-entries.js';
import type { ParseServerOptions } from '../options/parse-server-options.js';

type CustomUrls = { readonly [Name in PageName]?: string | undefined };
type CustomPages = NonNullable<ParseServerOptions['customPages']>;

/** Addresses in place of pages; those of the option of earlier versions count where the newer one says nothing. */
export function customUrls(given: CustomUrls | undefined, customPages: CustomPages): CustomUrls {
  const { invalidLink } = customPages;
  return {
    ...definedEntries({
      passwordReset: customPages.choosePassword,
      passwordResetSuccess: customPages.passwordResetSuccess,
      passwordResetLinkInvalid: customPages.invalidPasswordResetLink ?? invalidLink,
      emailVerificationSuccess: customPages.verifyEmailSuccess,
      emailVerificationSendSuccess: customPages.linkSendSuccess,
      emailVerificationSendFail: customPages.linkSendFail,
      emailVerificationLinkInvalid: customPages.invalidVerificationLink ?? invalidLink,
      emailVerificationLinkExpired: customPages.expiredVerificationLink,
    }),
    ...definedEntries(given ?? {}),
  };
}
