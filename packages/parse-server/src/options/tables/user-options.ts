import { defaultSettings } from '@parse/core';
import {
  anyValue,
  atLeast,
  code,
  either,
  flag,
  group,
  mapOf,
  pattern,
  text,
  texts,
  whole,
} from '../option-kinds.js';
import type { OptionArea } from '../option-row.js';

const decision = either(flag, code('(request: AccountRequest) => boolean | Promise<boolean>'));

/** Users, logging in and sessions. */
export const userOptions: OptionArea = {
  title: 'Users, log-in and sessions',
  rows: [
    {
      name: 'auth',
      type: mapOf(anyValue),
      env: 'PARSE_SERVER_AUTH_PROVIDERS',
      default: {},
      secret: true,
      about:
        'Services that users may log in with, by the names in `authData`: settings of a provider of `@parse/auth-providers`, or one of your own as object, class or `{ module, ...settings }`.',
    },
    {
      name: 'enableAnonymousUsers',
      type: flag,
      default: defaultSettings.enableAnonymousUsers,
      env: 'PARSE_SERVER_ENABLE_ANON_USERS',
      about: 'Users may be made without a name and a password.',
    },
    {
      name: 'enableInsecureAuthAdapters',
      type: flag,
      default: false,
      about: 'Allows services whose proof the server cannot check well.',
    },
    {
      name: 'allowExpiredAuthDataToken',
      type: flag,
      default: false,
      deprecated: 'Let users log in again.',
      about:
        'Lets in who sends the token that is stored with the user, although its service accepts it no longer. An id alone is no token.',
    },
    {
      name: 'enforcePrivateUsers',
      type: flag,
      default: defaultSettings.enforcePrivateUsers,
      about: 'New users can be read by themselves only.',
    },
    {
      name: 'convertEmailToLowercase',
      type: flag,
      default: defaultSettings.convertEmailToLowercase,
      about: 'Stores and looks up e-mail addresses of users in lower case.',
    },
    {
      name: 'convertUsernameToLowercase',
      type: flag,
      default: defaultSettings.convertUsernameToLowercase,
      about: 'Stores and looks up user names in lower case.',
    },
    {
      name: 'sessionLength',
      type: atLeast(1),
      default: defaultSettings.sessionLength,
      about: 'Seconds for which a session is valid.',
    },
    {
      name: 'expireInactiveSessions',
      type: flag,
      default: defaultSettings.expireInactiveSessions,
      about: 'False: sessions never expire.',
    },
    {
      name: 'extendSessionOnUse',
      type: flag,
      default: defaultSettings.extendSessionOnUse,
      about: 'The life of a session begins anew when it is used.',
    },
    {
      name: 'revokeSessionOnPasswordReset',
      type: flag,
      default: defaultSettings.revokeSessionOnPasswordReset,
      about: 'A new password ends the other sessions of the user.',
    },
    {
      name: 'verifyUserEmails',
      type: decision,
      default: false,
      about: 'Asks users to prove their address.',
    },
    {
      name: 'preventLoginWithUnverifiedEmail',
      type: decision,
      default: false,
      about: 'No log-in before the address is proved.',
    },
    {
      name: 'preventSignupWithUnverifiedEmail',
      type: flag,
      default: false,
      about: 'No session at sign-up before the address is proved.',
    },
    {
      name: 'sendUserEmailVerification',
      type: decision,
      default: true,
      about: 'Sends the mail that asks for the proof.',
    },
    {
      name: 'emailVerifyTokenValidityDuration',
      type: atLeast(1),
      about: 'Seconds for which the link in that mail works.',
    },
    {
      name: 'emailVerifyTokenReuseIfValid',
      type: flag,
      default: false,
      about: 'Sends the same link again while it works.',
    },
    {
      name: 'emailVerifySuccessOnInvalidEmail',
      type: flag,
      default: true,
      about: 'Asking for the mail succeeds for unknown addresses too, so that nobody can search for users.',
    },
    { name: 'passwordPolicy', type: group, about: 'Rules for passwords.' },
    {
      name: 'passwordPolicy.validatorPattern',
      type: either(pattern, text),
      about: 'A regular expression that passwords satisfy.',
    },
    {
      name: 'passwordPolicy.validatorCallback',
      type: code('(password: string) => boolean | Promise<boolean>'),
      about: 'A function that accepts or refuses a password.',
    },
    {
      name: 'passwordPolicy.validationError',
      type: text,
      about: 'What a refused password is answered with.',
    },
    {
      name: 'passwordPolicy.doNotAllowUsername',
      type: flag,
      default: false,
      about: 'Refuses passwords that contain the user name.',
    },
    {
      name: 'passwordPolicy.maxPasswordAge',
      type: atLeast(0),
      about: 'Days after which a password must be changed.',
    },
    {
      name: 'passwordPolicy.maxPasswordHistory',
      type: whole(0, 20),
      about: 'How many former passwords may not be used again.',
    },
    {
      name: 'passwordPolicy.resetTokenValidityDuration',
      type: atLeast(1),
      about: 'Seconds for which a link to reset the password works.',
    },
    {
      name: 'passwordPolicy.resetTokenReuseIfValid',
      type: flag,
      default: false,
      about: 'Sends the same link again while it works.',
    },
    {
      name: 'passwordPolicy.resetPasswordSuccessOnInvalidEmail',
      type: flag,
      default: true,
      about: 'Asking for a reset succeeds for unknown addresses too.',
    },
    { name: 'accountLockout', type: group, about: 'What happens after wrong passwords.' },
    {
      name: 'accountLockout.duration',
      type: atLeast(0),
      about: 'Minutes for which the account stays locked.',
    },
    {
      name: 'accountLockout.threshold',
      type: whole(1),
      about: 'Wrong passwords until the account is locked.',
    },
    {
      name: 'accountLockout.unlockOnPasswordReset',
      type: flag,
      default: false,
      about: 'A password reset unlocks the account.',
    },
    {
      name: 'protectedFields',
      type: mapOf(mapOf(texts)),
      default: defaultSettings.protectedFields,
      about:
        'Fields that results leave out: class, then who (`*`, a user id, `role:Name`, `authenticated`, `userField:owner`), then the fields. The default is added to what is set.',
    },
    {
      name: 'protectedFieldsOwnerExempt',
      type: flag,
      default: defaultSettings.protectedFieldsOwnerExempt,
      about: 'Users see the protected fields of themselves.',
    },
    {
      name: 'protectedFieldsTriggerExempt',
      type: flag,
      default: defaultSettings.protectedFieldsTriggerExempt,
      later: 'cloud',
      about: 'Triggers see protected fields.',
    },
    {
      name: 'protectedFieldsSaveResponseExempt',
      type: flag,
      default: defaultSettings.protectedFieldsSaveResponseExempt,
      about: 'The answers to writes contain protected fields.',
    },
    {
      name: 'userSensitiveFields',
      type: texts,
      deprecated: 'Use protectedFields: { _User: { "*": [...] } }.',
      about: 'Fields of users that nobody else sees.',
    },
  ],
};
