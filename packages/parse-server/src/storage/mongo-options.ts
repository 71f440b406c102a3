import type { MongoStorageOptions } from '@parse/storage-mongo';
import { definedEntries, pickDefined } from '../options/defined-entries.js';
import type { DatabaseOptions } from '../options/parse-server-options.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import { mongoDriverNames } from '../options/tables/mongo-driver-options.js';

/** What the options mean to MongoDB. */
export function mongoOptions(options: ResolvedOptions): MongoStorageOptions {
  const { databaseURI: uri, collectionPrefix, databaseOptions = {} } = options;
  return {
    uri,
    collectionPrefix,
    driver: driverOptions(databaseOptions),
    watchClasses: databaseOptions.enableSchemaHooks ?? false,
    ...pickDefined(databaseOptions, ['maxTimeMS', 'batchSize', ...INDEX_SWITCHES]),
    ...metadata(databaseOptions.clientMetadata ?? {}),
    logClientEvents: clientEvents(databaseOptions.logClientEvents),
  };
}

const INDEX_SWITCHES = [
  'createIndexUserUsername',
  'createIndexUserUsernameCaseInsensitive',
  'createIndexUserEmail',
  'createIndexUserEmailCaseInsensitive',
  'createIndexUserEmailVerifyToken',
  'createIndexUserPasswordResetToken',
  'createIndexRoleName',
  'createIndexAuthDataUniqueness',
] as const;

function driverOptions(options: DatabaseOptions): NonNullable<MongoStorageOptions['driver']> {
  const given = Object.entries(definedEntries(options)).filter(([name]) => mongoDriverNames.includes(name));
  return Object.fromEntries(given);
}

function metadata({ name, version }: NonNullable<DatabaseOptions['clientMetadata']>) {
  return name === undefined ? {} : { clientMetadata: { name, ...definedEntries({ version }) } };
}

type ClientEvents = NonNullable<MongoStorageOptions['logClientEvents']>;

/** Entries without a name are passed over: there is no event to listen for. */
function clientEvents(entries: DatabaseOptions['logClientEvents'] = []): ClientEvents {
  return entries.filter((entry): entry is ClientEvents[number] & typeof entry => {
    return typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string';
  });
}
