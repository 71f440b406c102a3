import { defaultSettings, memoryCache, type AppOptions, type AppSettings, type Logger } from '@parse/core';
import { accountSettings } from './account-settings.js';
import { definedEntries, pickDefined } from '../options/defined-entries.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import { bcryptHasher } from '../password/bcrypt-hasher.js';
import { authProvidersFor } from '../auth/auth-providers-for.js';
import { emailAdapterFor } from '../mail/email-adapter-for.js';
import { storageFor } from '../storage/storage-for.js';

/** Settings of the app whose options have the same name and meaning. */
const plainSettings = [
  'allowAggregationForReadOnlyMasterKey',
  'allowClientClassCreation',
  'allowCustomObjectId',
  'allowExpiredAuthDataToken',
  'cacheTTL',
  'cloudTimeout',
  'convertEmailToLowercase',
  'convertUsernameToLowercase',
  'defaultLimit',
  'enableSanitizedErrorResponse',
  'enableAnonymousUsers',
  'enforcePrivateUsers',
  'expireInactiveSessions',
  'extendSessionOnUse',
  'maxLimit',
  'objectIdSize',
  'protectedFieldsOwnerExempt',
  'protectedFieldsSaveResponseExempt',
  'revokeSessionOnPasswordReset',
  'serverURL',
  'sessionLength',
  'webhookKey',
  'webhookTimeout',
] as const;

const keyNames = [
  'masterKeyTtl',
  'masterKeyIps',
  'readOnlyMasterKey',
  'readOnlyMasterKeyIps',
  'maintenanceKey',
  'maintenanceKeyIps',
  'clientKey',
  'javascriptKey',
  'restAPIKey',
  'dotNetKey',
] as const;

/** What `createApp` is given for these options. Loads the storage adapter that they name. */
export async function appOptions(options: ResolvedOptions, logger: Logger): Promise<AppOptions> {
  const { appId, masterKey, cacheMaxSize, cacheTTL, now } = options;
  return {
    appId,
    keys: { masterKey, ...pickDefined(options, keyNames) },
    storage: await storageFor(options),
    passwords: options.passwords ?? bcryptHasher(),
    cache: options.cache ?? options.cacheAdapter ?? memoryCache({ maxEntries: cacheMaxSize, ttl: cacheTTL }),
    logger,
    authProviders: await authProvidersFor(options),
    settings: appSettings(options),
    ...definedEntries({
      now,
      definedSchemas: definedSchemas(options),
      email: await emailAdapterFor(options.emailAdapter),
    }),
  };
}

/** Classes are brought to their definitions only when there are some: `lockSchemas` alone changes nothing. */
function definedSchemas({ schema }: ResolvedOptions): AppOptions['definedSchemas'] {
  if (schema?.definitions === undefined) {
    return undefined;
  }
  const { lockSchemas: _setting, ...definitions } = schema;
  return definedEntries(definitions);
}

function appSettings(options: ResolvedOptions): Partial<AppSettings> {
  const { databaseOptions, installation, requestComplexity, schema } = options;
  return {
    ...pickDefined(options, plainSettings),
    ...accountSettings(options),
    ...pickDefined(databaseOptions ?? {}, [
      'allowPublicExplain',
      'schemaCacheTtl',
      'disableIndexFieldValidation',
    ]),
    ...pickDefined(schema ?? {}, ['lockSchemas']),
    installation: { ...defaultSettings.installation, ...definedEntries(installation) },
    requestComplexity: {
      ...defaultSettings.requestComplexity,
      ...pickDefined(requestComplexity ?? {}, [
        'queryDepth',
        'subqueryDepth',
        'subqueryLimit',
        'includeDepth',
        'includeCount',
        'batchRequestLimit',
        'allowRegex',
      ]),
    },
    protectedFields: protectedFields(options),
    requestKeywordDenylist: options.requestKeywordDenylist.map(definedEntries),
  };
}

type ProtectedFields = AppSettings['protectedFields'];

/** The default and `userSensitiveFields` are added to what is set: neither is lost by protecting another class. */
function protectedFields(options: ResolvedOptions): ProtectedFields {
  const sources: readonly ProtectedFields[] = [
    options.protectedFields,
    defaultSettings.protectedFields,
    // oxlint-disable-next-line typescript/no-deprecated -- read here, for those who still set it
    { _User: { '*': options.userSensitiveFields ?? [] } },
  ];
  const entries = sources.flatMap((source) =>
    Object.entries(source).flatMap(([className, entities]) =>
      Object.entries(entities).map(([entity, fields]) => ({ className, entity, fields })),
    ),
  );
  const merged = new Map<string, Map<string, readonly string[]>>();
  for (const { className, entity, fields } of entries) {
    const entities = merged.get(className) ?? new Map<string, readonly string[]>();
    merged.set(className, entities.set(entity, [...new Set([...(entities.get(entity) ?? []), ...fields])]));
  }
  return Object.fromEntries(
    [...merged].map(([className, entities]) => [className, Object.fromEntries(entities)]),
  );
}
