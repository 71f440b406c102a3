import { defaultSettings } from '@parse/core';
import { adapter, code, flag, group, json, listOf, jsonMap, text, whole } from '../option-kinds.js';
import type { OptionArea } from '../option-row.js';
import { mongoDriverRows } from './mongo-driver-options.js';

/** Where objects are kept, and what classes may look like. */
export const databaseOptions: OptionArea = {
  title: 'Database and schema',
  rows: [
    {
      name: 'databaseURI',
      type: text,
      secret: true,
      default: 'sqlite:./parse-data/parse.db',
      about:
        'Where objects are kept: `sqlite:`, `file:` or a plain path for an SQLite file, `sqlite::memory:` for none; `mongodb:` and `mongodb+srv:` for MongoDB, `postgres:` for PostgreSQL.',
    },
    {
      name: 'databaseAdapter',
      type: adapter('storage', 'StorageAdapter'),
      about: 'The earlier name of `storage`.',
    },
    {
      name: 'collectionPrefix',
      type: text,
      default: '',
      about: 'Put before the name of every collection of MongoDB.',
    },
    {
      name: 'allowClientClassCreation',
      type: flag,
      default: defaultSettings.allowClientClassCreation,
      about: 'Saving an object of an unknown class makes the class, also without the master key.',
    },
    {
      name: 'allowCustomObjectId',
      type: flag,
      default: defaultSettings.allowCustomObjectId,
      about: 'Clients may choose the objectId of new objects.',
    },
    {
      name: 'objectIdSize',
      type: whole(1, 64),
      default: defaultSettings.objectIdSize,
      about: 'Characters of a generated objectId.',
    },
    {
      name: 'enableCollationCaseComparison',
      type: flag,
      default: false,
      later: 'queries',
      about: 'Compares user names and addresses by the collation of the database.',
    },
    {
      name: 'defaultLimit',
      type: whole(0),
      default: defaultSettings.defaultLimit,
      about: 'Results of a query that names no limit.',
    },
    { name: 'maxLimit', type: whole(1), about: 'The most results a query may ask for; absent: no cap.' },
    { name: 'query', type: group, about: 'Defaults of queries.' },
    {
      name: 'query.aggregationRawValues',
      type: flag,
      default: false,
      later: 'queries',
      about: 'Aggregations take and give values as the database holds them.',
    },
    {
      name: 'query.aggregationRawFieldNames',
      type: flag,
      default: false,
      later: 'queries',
      about: 'Aggregations take and give field names as the database holds them.',
    },
    { name: 'schema', type: group, about: 'Classes defined in code, brought about at start.' },
    {
      name: 'schema.definitions',
      type: listOf(jsonMap),
      default: [],
      about: 'The classes: name, fields, indexes and permissions.',
    },
    {
      name: 'schema.strict',
      type: flag,
      default: false,
      about: 'Stops the start when the database has a class that is not defined.',
    },
    {
      name: 'schema.deleteExtraFields',
      type: flag,
      default: false,
      about: 'Drops fields that are not defined, with their values.',
    },
    {
      name: 'schema.recreateModifiedFields',
      type: flag,
      default: false,
      about: 'Drops and makes again fields whose type has changed; their values are lost.',
    },
    { name: 'schema.lockSchemas', type: flag, default: false, about: 'The schema API refuses changes.' },
    {
      name: 'schema.keepUnknownIndexes',
      type: flag,
      default: false,
      about: 'Leaves indexes alone that are not defined.',
    },
    {
      name: 'schema.beforeMigration',
      type: code('() => void | Promise<void>'),
      about: 'Called before classes are changed.',
    },
    {
      name: 'schema.afterMigration',
      type: code('() => void | Promise<void>'),
      about: 'Called when classes have been changed.',
    },
    {
      name: 'databaseOptions',
      type: group,
      envPrefix: 'PARSE_SERVER_DATABASE_',
      about: 'How the database is used.',
    },
    {
      name: 'databaseOptions.allowPublicExplain',
      type: flag,
      default: defaultSettings.allowPublicExplain,
      about: 'Queries may ask for their plan (`explain`) without the master key.',
    },
    {
      name: 'databaseOptions.schemaCacheTtl',
      type: whole(0),
      default: defaultSettings.schemaCacheTtl,
      about: 'Milliseconds after which the classes are read again when the database does not report changes.',
    },
    {
      name: 'databaseOptions.enableSchemaHooks',
      type: flag,
      default: false,
      about: 'Watches for changes of classes by other servers.',
    },
    {
      name: 'databaseOptions.disableIndexFieldValidation',
      type: flag,
      default: defaultSettings.disableIndexFieldValidation,
      about: 'Indexes may be made on fields that the class does not have.',
    },
    ...createIndexRows(),
    {
      name: 'databaseOptions.logClientEvents',
      type: listOf(json),
      default: [],
      about: 'Events of the database driver to log: `name`, `keys` and `logLevel` of each.',
    },
    {
      name: 'databaseOptions.clientMetadata',
      type: group,
      about: 'What the server calls itself towards the database.',
    },
    { name: 'databaseOptions.clientMetadata.name', type: text, about: 'Its name.' },
    { name: 'databaseOptions.clientMetadata.version', type: text, about: 'Its version.' },
    {
      name: 'databaseOptions.batchSize',
      type: whole(1),
      default: 1000,
      about: 'Rows fetched from the database at once.',
    },
    {
      name: 'databaseOptions.maxTimeMS',
      type: whole(1),
      about: 'Milliseconds after which the database gives up on a query.',
    },
    {
      name: 'databaseOptions.preparedStatements',
      type: whole(0),
      default: 200,
      about:
        'Statements of PostgreSQL kept prepared per connection; 0 behind a pooler that cannot keep them.',
    },
    ...mongoDriverRows,
  ],
};

function createIndexRows(): OptionArea['rows'] {
  const indexes = {
    UserUsername: 'user names',
    UserUsernameCaseInsensitive: 'user names without regard to case',
    UserEmail: 'e-mail addresses of users',
    UserEmailCaseInsensitive: 'e-mail addresses of users without regard to case',
    UserEmailVerifyToken: 'tokens of e-mail verification',
    UserPasswordResetToken: 'tokens of password reset',
    RoleName: 'role names',
    AuthDataUniqueness: 'the ids of linked services',
  };
  return Object.entries(indexes).map(([index, indexed]) => ({
    name: `databaseOptions.createIndex${index}`,
    type: flag,
    default: true,
    about: `Makes the index of ${indexed} at start.`,
  }));
}
