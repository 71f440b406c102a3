import type { AccountQuestion, AccountRule, AppSettings, PasswordPolicy } from '@parse/core';
import { legacyUser } from '../adapters/legacy-user.js';
import { definedEntries, pickDefined } from '../options/defined-entries.js';
import type { ParseServerOptions } from '../options/parse-server-options.js';
import type { ResolvedOptions } from '../options/resolve-options.js';

type GivenRule = ResolvedOptions['verifyUserEmails'];

/** The settings of the app about accounts. */
export function accountSettings(options: ResolvedOptions): Partial<AppSettings> {
  const { verifyUserEmails, preventLoginWithUnverifiedEmail, sendUserEmailVerification } = options;
  const { accountLockout } = options;
  return {
    ...pickDefined(options, [
      'appName',
      'publicServerURL',
      'preventSignupWithUnverifiedEmail',
      'emailVerifyTokenValidityDuration',
      'emailVerifyTokenReuseIfValid',
      'emailVerifySuccessOnInvalidEmail',
    ]),
    ...definedEntries({
      pagesEndpoint: options.pages?.pagesEndpoint,
      // oxlint-disable-next-line typescript/no-deprecated -- the only option that has it
      parseFrameURL: options.customPages?.parseFrameURL,
    }),
    verifyUserEmails: rule(verifyUserEmails),
    preventLoginWithUnverifiedEmail: rule(preventLoginWithUnverifiedEmail),
    sendUserEmailVerification: rule(sendUserEmailVerification),
    passwordPolicy: passwordPolicy(options.passwordPolicy),
    accountLockout: accountLockout && lockout(accountLockout),
  };
}

/** Functions see users like objects of the SDK, under both of the names that they have had. */
function rule(given: GivenRule): AccountRule {
  if (typeof given === 'boolean') return given;
  return ({ object, original, ...others }: AccountQuestion) => {
    const user = legacyUser(object);
    return given({ ...others, object: user, user, ...(original && { original: legacyUser(original) }) });
  };
}

function passwordPolicy(given: ParseServerOptions['passwordPolicy']): PasswordPolicy {
  const { validatorPattern, ...others } = given ?? {};
  const pattern =
    typeof validatorPattern === 'string' ? new RegExp(patternText(validatorPattern)) : validatorPattern;
  return definedEntries({ ...others, validatorPattern: pattern });
}

/** In files and variables a pattern may stand between slashes. */
function patternText(given: string): string {
  return /^\/(.+)\/$/.exec(given)?.[1] ?? given;
}

/** The check of options has seen to both numbers. */
function lockout(given: NonNullable<ParseServerOptions['accountLockout']>): AppSettings['accountLockout'] {
  const { duration = 0, threshold = 0, unlockOnPasswordReset = false } = given;
  return { duration, threshold, unlockOnPasswordReset };
}
