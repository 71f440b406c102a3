import { join } from 'node:path';

/** The Cloud Code and the adapters of the profiles. */
export const cloudFolder = join(import.meta.dirname, '../../cloud');

const inCloud = (file: string): string => join(cloudFolder, file);

/** Options that both servers understand. */
export type ProfileOptions = Readonly<Record<string, unknown>>;

/**
 * The servers scenarios may ask for. Each one more costs a start of five servers: add one only for options that
 * none of these sets. What both servers have by default is left out, but for defaults that parse-server announces
 * to change.
 */
export const profiles = {
  /** Classes are made by writing to them, users are private, messages are the short ones. */
  standard: {},
  /** Messages tell everything; ids may be chosen. */
  open: { allowCustomObjectId: true, enableSanitizedErrorResponse: false, enforcePrivateUsers: false },
  /** Requests need a client key; clients make no classes. */
  closed: {
    allowClientClassCreation: false,
    clientKey: 'client-key',
    restAPIKey: 'rest-key',
    javascriptKey: 'javascript-key',
    dotNetKey: 'dot-net-key',
  },
  /** Passwords have rules, log-ins are limited. */
  strictUsers: {
    accountLockout: { duration: 5, threshold: 3, unlockOnPasswordReset: true },
    passwordPolicy: {
      validatorPattern: '^(?=.*[0-9]).{8,}$',
      doNotAllowUsername: true,
      maxPasswordHistory: 2,
    },
    preventSignupWithUnverifiedEmail: false,
    revokeSessionOnPasswordReset: true,
  },
  /** Both run the same Cloud Code. */
  cloud: { cloud: inCloud('main.cjs') },
  /** Webhooks call a server beside; no Cloud Code is there for what they do, as parse-server forgets it with the webhook. */
  webhooks: { cloud: inCloud('hook-target.cjs'), webhookKey: 'webhook-key' },
  /** Mails and text messages are kept by the server as objects; there are a provider of identities, second factors and a trigger. */
  mails: {
    appName: 'Differential',
    verifyUserEmails: true,
    emailAdapter: { module: inCloud('mailbox.cjs') },
    cloud: inCloud('reset-trigger.cjs'),
    auth: {
      door: { module: inCloud('door.cjs') },
      secondDoor: { module: inCloud('second-door.cjs') },
      mfa: {
        options: ['TOTP', 'SMS'],
        digits: 6,
        period: 30,
        algorithm: 'SHA1',
        sendSMS: { function: inCloud('messages.cjs') },
        smsExpiry: 300,
      },
    },
  },
  /** Answers and requests are bounded. */
  bounded: { defaultLimit: 2, maxLimit: 4 },
  /** Each function may be called so often; the windows end after all scenarios. */
  limited: {
    rateLimit: [
      { requestPath: '/functions/twice', requestCount: 2 },
      { requestPath: '/functions/said', requestCount: 1, errorResponseMessage: 'Slow down.' },
      { requestPath: '/functions/posted', requestCount: 1, requestMethods: 'POST' },
      { requestPath: '/functions/either', requestCount: 1, requestMethods: ['GET', 'POST'] },
      { requestPath: '/functions/any-*name', requestCount: 1 },
      { requestPath: '/functions/one-:name', requestCount: 1 },
      { requestPath: '/functions/master', requestCount: 1, includeMasterKey: true },
      { requestPath: '/functions/user', requestCount: 1, zone: 'user' },
      { requestPath: '/functions/session', requestCount: 1, zone: 'session' },
      { requestPath: '/functions/global', requestCount: 1, zone: 'global' },
      { requestPath: '/functions/address', requestCount: 1, zone: 'ip' },
      { requestPath: '/functions/batched', requestCount: 1 },
      { requestPath: '/functions/outside', requestCount: 1, includeInternalRequests: false },
    ].map((rule) => ({ requestTimeWindow: 3_600_000, includeInternalRequests: true, ...rule })),
  },
  /** Schemas are what the server was started with. */
  locked: { schema: { lockSchemas: true, definitions: [] } },
} as const satisfies Readonly<Record<string, ProfileOptions>>;

export type ProfileName = keyof typeof profiles;

/** The keys of every profile. */
export const keys = {
  appId: 'app',
  masterKey: 'master-key',
  readOnlyMasterKey: 'read-only-master-key',
  maintenanceKey: 'maintenance-key',
} as const;

/** Set on both servers: the incumbent's default is about to change, and tests run on one machine. */
export const commonOptions: ProfileOptions = {
  allowClientClassCreation: true,
  masterKeyIps: ['127.0.0.1', '::1'],
  maintenanceKeyIps: ['127.0.0.1', '::1'],
  readOnlyMasterKeyIps: ['127.0.0.1', '::1'],
  logLevel: 'error',
};
