import { defaultAccountSettings, type AccountSettings } from './account-settings.js';

/** Limits on what one request may ask for; `-1` switches a limit off. */
export interface RequestComplexity {
  /** Nesting of `$or`, `$and`, `$nor` and of objects in a condition. */
  readonly queryDepth: number;
  /** `$inQuery` and its kin inside one another. */
  readonly subqueryDepth: number;
  /** Rows a subquery may return. */
  readonly subqueryLimit: number;
  readonly includeDepth: number;
  readonly includeCount: number;
  readonly batchRequestLimit: number;
  readonly allowRegex: boolean;
}

/** One entry of the keyword deny list; matches an object that has both. */
export interface KeywordRule {
  readonly key?: string;
  readonly value?: string;
}

/** How installations that share a device token are merged. */
export interface InstallationPolicy {
  readonly duplicateDeviceTokenAction: 'delete' | 'update';
  readonly duplicateDeviceTokenActionEnforceAuth: boolean;
  readonly duplicateDeviceTokenMergePriority: 'deviceToken' | 'installationId';
}

/**
 * What an operator can set about the domain. Names are those of the `parse-server` options; every value is
 * resolved (no undefined for an option that has a default), see `defaultSettings`.
 */
export interface AppSettings extends AccountSettings {
  /** The URL clients reach this app under; file URLs are built on it. */
  readonly serverURL: string | undefined;
  readonly allowClientClassCreation: boolean;
  readonly allowCustomObjectId: boolean;
  /** Characters of a generated objectId. */
  readonly objectIdSize: number;
  readonly defaultLimit: number;
  /** Undefined: no cap. */
  readonly maxLimit: number | undefined;
  readonly allowPublicExplain: boolean;
  /** Seconds. */
  readonly sessionLength: number;
  /** False: sessions never expire. */
  readonly expireInactiveSessions: boolean;
  readonly extendSessionOnUse: boolean;
  readonly revokeSessionOnPasswordReset: boolean;
  readonly enforcePrivateUsers: boolean;
  readonly enableAnonymousUsers: boolean;
  /** A token that was proved once, and is stored with the user, logs in again although its service accepts it no longer. */
  readonly allowExpiredAuthDataToken: boolean;
  readonly convertEmailToLowercase: boolean;
  readonly convertUsernameToLowercase: boolean;
  /** Class to entity to fields, beside those in class-level permissions. */
  readonly protectedFields: {
    readonly [className: string]: { readonly [entity: string]: readonly string[] };
  };
  readonly protectedFieldsOwnerExempt: boolean;
  readonly protectedFieldsTriggerExempt: boolean;
  readonly protectedFieldsSaveResponseExempt: boolean;
  readonly requestKeywordDenylist: readonly KeywordRule[];
  readonly requestComplexity: RequestComplexity;
  readonly allowAggregationForReadOnlyMasterKey: boolean;
  /** Denials say only "Permission denied" to clients. */
  readonly enableSanitizedErrorResponse: boolean;
  /** The schema routes refuse changes. */
  readonly lockSchemas: boolean;
  /** Indexes of classes may name fields that the class does not have. */
  readonly disableIndexFieldValidation: boolean;
  /** Milliseconds between re-reads of the schema when the store cannot report changes of other processes. */
  readonly schemaCacheTtl: number;
  /** Milliseconds a session or role entry stays in the cache. */
  readonly cacheTTL: number;
  readonly installation: InstallationPolicy;
  /** Milliseconds that one function or trigger of Cloud Code may take; undefined: as long as it likes. */
  readonly cloudTimeout: number | undefined;
  /** Milliseconds that a server behind a webhook may take to answer. */
  readonly webhookTimeout: number;
  /** What tells servers behind webhooks who calls. */
  readonly webhookKey: string | undefined;
}

/** The defaults of the options that core owns. */
export const defaultSettings: AppSettings = {
  ...defaultAccountSettings,
  serverURL: undefined,
  allowClientClassCreation: false,
  allowCustomObjectId: false,
  objectIdSize: 10,
  defaultLimit: 100,
  maxLimit: undefined,
  allowPublicExplain: false,
  sessionLength: 31_536_000,
  expireInactiveSessions: true,
  extendSessionOnUse: false,
  revokeSessionOnPasswordReset: true,
  enforcePrivateUsers: true,
  enableAnonymousUsers: true,
  allowExpiredAuthDataToken: false,
  convertEmailToLowercase: false,
  convertUsernameToLowercase: false,
  protectedFields: { _User: { '*': ['email'] } },
  protectedFieldsOwnerExempt: true,
  protectedFieldsTriggerExempt: false,
  protectedFieldsSaveResponseExempt: true,
  requestKeywordDenylist: [{ key: '_bsontype', value: 'Code' }, { key: 'constructor' }, { key: '__proto__' }],
  requestComplexity: {
    queryDepth: 10,
    subqueryDepth: 10,
    subqueryLimit: -1,
    includeDepth: 10,
    includeCount: 100,
    batchRequestLimit: 100,
    allowRegex: true,
  },
  allowAggregationForReadOnlyMasterKey: true,
  enableSanitizedErrorResponse: true,
  lockSchemas: false,
  disableIndexFieldValidation: false,
  schemaCacheTtl: 5_000,
  cacheTTL: 5_000,
  installation: {
    duplicateDeviceTokenAction: 'delete',
    duplicateDeviceTokenActionEnforceAuth: false,
    duplicateDeviceTokenMergePriority: 'deviceToken',
  },
  cloudTimeout: undefined,
  webhookTimeout: 30_000,
  webhookKey: undefined,
};
