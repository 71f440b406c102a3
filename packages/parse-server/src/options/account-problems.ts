import { isPlainObject } from './plain-object.js';

type Values = Readonly<Record<string, unknown>>;

/** Options about accounts that lack others. */
export function accountProblems(options: Values): string[] {
  return [...mailWithoutMeans(options), ...reuseWithoutEnd(options), ...lockout(options)];
}

/** A mail has a sender, says which app it is from, and holds a link. */
function mailWithoutMeans(options: Values): string[] {
  const { verifyUserEmails = false } = options;
  if (verifyUserEmails === false) return [];
  return ['emailAdapter', 'appName', 'publicServerURL']
    .filter((name) => options[name] === undefined)
    .map((name) => `${name} is required for e-mail verification (verifyUserEmails).`);
}

/** A token that is used again and never ends is one for ever. */
function reuseWithoutEnd(options: Values): string[] {
  const policy = isPlainObject(options.passwordPolicy) ? options.passwordPolicy : {};
  return [
    ...(options.emailVerifyTokenReuseIfValid === true &&
    options.emailVerifyTokenValidityDuration === undefined
      ? ['emailVerifyTokenReuseIfValid requires emailVerifyTokenValidityDuration.']
      : []),
    ...(policy.resetTokenReuseIfValid === true && policy.resetTokenValidityDuration === undefined
      ? ['passwordPolicy.resetTokenReuseIfValid requires passwordPolicy.resetTokenValidityDuration.']
      : []),
  ];
}

function lockout({ accountLockout }: Values): string[] {
  if (!isPlainObject(accountLockout)) return [];
  return ['duration', 'threshold']
    .filter((key) => accountLockout[key] === undefined)
    .map((key) => `accountLockout.${key} is required.`);
}
