import type { IndexDefinition } from '../adapters/storage-adapter.js';
import type { ClassPermissions, ClassSchema, FieldSchema, IndexOptions } from '../types/class-schema.js';
import { nullMap } from '../types/json.js';

type Columns = { readonly [field: string]: FieldSchema };

/** What the server knows about a class of its own before anybody declares it. */
export interface SystemClass {
  /** Columns clients see, beside `DEFAULT_FIELDS`. */
  readonly fields: Columns;
  /** Columns only the engine reads and writes; never shown. */
  readonly internalFields?: Columns;
  /** Fields clients send and `/schemas` lists, but no column holds: rules turn them into something else. */
  readonly virtualFields?: Columns;
  /** Fields that every stored object must have a value in. */
  readonly required?: readonly string[];
  /** Indexes of the engine: uniqueness it relies on, and what it looks rows up by. */
  readonly indexes?: readonly IndexDefinition[];
  /** Only the master key may touch it, and `/schemas` does not list it. */
  readonly masterOnly?: true;
  /** Objects change through routes of their own, never through `/classes`. */
  readonly ownRoutes?: true;
}

const string: FieldSchema = { type: 'String' };
const number: FieldSchema = { type: 'Number' };
const boolean: FieldSchema = { type: 'Boolean' };
const date: FieldSchema = { type: 'Date' };
const object: FieldSchema = { type: 'Object' };
const array: FieldSchema = { type: 'Array' };
const file: FieldSchema = { type: 'File' };

const UNIQUE_IGNORING_CASE: IndexOptions = { unique: true, sparse: true, caseInsensitive: true };

/** The columns of every class, in the order `/schemas` lists them. */
export const DEFAULT_FIELDS: Columns = {
  objectId: string,
  createdAt: date,
  updatedAt: date,
  ACL: { type: 'ACL' },
};

/** The permissions of a class nobody restricted: everybody may do everything, and new objects are public. */
export const DEFAULT_PERMISSIONS: ClassPermissions = {
  ACL: { '*': { read: true, write: true } },
  find: { '*': true },
  count: { '*': true },
  get: { '*': true },
  create: { '*': true },
  update: { '*': true },
  delete: { '*': true },
  addField: { '*': true },
  protectedFields: { '*': [] },
};

/**
 * Every class the server knows by itself. Names of indexes are those that existing databases already have, so
 * that serving one creates no second index of the same kind.
 */
export const SYSTEM_CLASSES: ReadonlyMap<string, SystemClass> = new Map<string, SystemClass>([
  [
    '_User',
    {
      fields: {
        username: string,
        email: string,
        emailVerified: boolean,
        authData: object,
      },
      virtualFields: { password: string },
      internalFields: {
        _hashed_password: string,
        _email_verify_token: string,
        _email_verify_token_expires_at: date,
        _perishable_token: string,
        _perishable_token_expires_at: date,
        _password_changed_at: date,
        _password_history: array,
        _failed_login_count: number,
        _account_lockout_expires_at: date,
        _tombstone: boolean,
        _session_token: string,
      },
      indexes: [
        { name: 'username_1', keys: { username: 1 }, options: { unique: true, sparse: true } },
        { name: 'email_1', keys: { email: 1 }, options: { unique: true, sparse: true } },
        { name: 'case_insensitive_username', keys: { username: 1 }, options: { caseInsensitive: true } },
        { name: 'case_insensitive_email', keys: { email: 1 }, options: { caseInsensitive: true } },
        // Those above are parse-server's, which relies on looking first. These keep racers apart.
        { name: 'unique_username_ignoring_case', keys: { username: 1 }, options: UNIQUE_IGNORING_CASE },
        { name: 'unique_email_ignoring_case', keys: { email: 1 }, options: UNIQUE_IGNORING_CASE },
        { name: '_email_verify_token', keys: { _email_verify_token: 1 } },
        { name: '_perishable_token', keys: { _perishable_token: 1 } },
      ],
    },
  ],
  [
    '_Installation',
    {
      fields: {
        installationId: string,
        deviceToken: string,
        channels: array,
        deviceType: string,
        pushType: string,
        GCMSenderId: string,
        timeZone: string,
        localeIdentifier: string,
        badge: number,
        appVersion: string,
        appName: string,
        appIdentifier: string,
        parseVersion: string,
      },
      indexes: [
        // Both: the plain one serves look-ups where duplicates of an older database forbid the unique one.
        { name: 'installationId_1', keys: { installationId: 1 } },
        {
          name: 'installationId_unique',
          keys: { installationId: 1 },
          options: { unique: true, sparse: true },
        },
        { name: 'deviceToken_1', keys: { deviceToken: 1 } },
      ],
    },
  ],
  [
    '_Role',
    {
      fields: {
        name: string,
        users: { type: 'Relation', targetClass: '_User' },
        roles: { type: 'Relation', targetClass: '_Role' },
      },
      required: ['name', 'ACL'],
      indexes: [{ name: 'name_1', keys: { name: 1 }, options: { unique: true, sparse: true } }],
    },
  ],
  [
    '_Session',
    {
      fields: {
        user: { type: 'Pointer', targetClass: '_User' },
        installationId: string,
        sessionToken: string,
        expiresAt: date,
        createdWith: object,
      },
      indexes: [
        { name: 'sessionToken_1', keys: { sessionToken: 1 }, options: { unique: true, sparse: true } },
        { name: 'user_1', keys: { user: 1 } },
      ],
    },
  ],
  [
    '_Product',
    {
      fields: {
        productIdentifier: string,
        download: file,
        downloadName: string,
        icon: file,
        order: number,
        title: string,
        subtitle: string,
      },
      required: ['productIdentifier', 'icon', 'order', 'title', 'subtitle'],
    },
  ],
  [
    '_PushStatus',
    {
      fields: {
        pushTime: string,
        source: string,
        query: string,
        payload: string,
        title: string,
        expiry: number,
        expiration_interval: number,
        status: string,
        numSent: number,
        numFailed: number,
        pushHash: string,
        errorMessage: object,
        sentPerType: object,
        failedPerType: object,
        sentPerUTCOffset: object,
        failedPerUTCOffset: object,
        count: number,
      },
      masterOnly: true,
    },
  ],
  [
    '_JobStatus',
    {
      fields: {
        jobName: string,
        source: string,
        status: string,
        message: string,
        params: object,
        finishedAt: date,
      },
      masterOnly: true,
    },
  ],
  [
    '_JobSchedule',
    {
      fields: {
        jobName: string,
        description: string,
        params: string,
        startAfter: string,
        daysOfWeek: array,
        timeOfDay: string,
        lastRun: number,
        repeatMinutes: number,
      },
      masterOnly: true,
    },
  ],
  [
    '_Hooks',
    {
      fields: { functionName: string, className: string, triggerName: string, url: string },
      masterOnly: true,
      ownRoutes: true,
      indexes: [
        { name: 'functionName_1', keys: { functionName: 1 }, options: { unique: true, sparse: true } },
        {
          name: 'className_1_triggerName_1',
          keys: { className: 1, triggerName: 1 },
          options: { unique: true, sparse: true },
        },
      ],
    },
  ],
  ['_GlobalConfig', { fields: { params: object, masterKeyOnly: object }, masterOnly: true, ownRoutes: true }],
  ['_GraphQLConfig', { fields: { config: object }, masterOnly: true, ownRoutes: true }],
  [
    '_Audience',
    { fields: { name: string, query: string, lastUsed: date, timesUsed: number }, masterOnly: true },
  ],
  [
    '_Idempotency',
    {
      fields: { reqId: string, expire: date },
      indexes: [
        { name: 'reqId_1', keys: { reqId: 1 }, options: { unique: true, sparse: true } },
        { name: 'ttl', keys: { expire: 1 }, options: { expireAfterSeconds: 0 } },
      ],
      masterOnly: true,
    },
  ],
]);

/**
 * The class as it is before anybody changed it; undefined for a class that is not of the system. The same
 * snapshot on every call.
 */
export function systemSchema(className: string): ClassSchema | undefined {
  return SYSTEM_SCHEMAS.get(className);
}

/**
 * A class as a store returned it, with the columns the server adds to every class and to that one. Columns the
 * class already has keep their declaration (`required`, `defaultValue`).
 */
export function withSystemFields(schema: ClassSchema): ClassSchema {
  const system = SYSTEM_CLASSES.get(schema.className);
  const fields = nullMap<FieldSchema>();
  Object.assign(fields, DEFAULT_FIELDS, system?.fields, schema.fields, system?.internalFields);
  return { ...schema, fields };
}

/** Whether only the engine may read and write the field: the names of such fields begin with `_`. */
export function isInternalField(field: string): boolean {
  return field.startsWith('_');
}

/** Whether the class is one of the server's own. Join classes are not counted. */
export function isSystemClass(className: string): boolean {
  return SYSTEM_CLASSES.has(className);
}

/** Whether requests without the master key are refused whatever the permissions say. Join classes are. */
export function isMasterOnlyClass(className: string): boolean {
  return SYSTEM_CLASSES.get(className)?.masterOnly === true || className.startsWith('_Join:');
}

/** The unique index that lets two users never hold the same identity of a provider. */
export function authDataIndex(provider: string): IndexDefinition {
  return {
    name: `_auth_data_${provider}_id`,
    keys: { [`authData.${provider}.id`]: 1 },
    options: { unique: true, sparse: true },
  };
}

const SYSTEM_SCHEMAS: ReadonlyMap<string, ClassSchema> = new Map(
  Array.from(SYSTEM_CLASSES, ([className, system]) => [
    className,
    withSystemFields({
      className,
      fields: {},
      permissions: system.masterOnly ? {} : DEFAULT_PERMISSIONS,
      indexes: {},
    }),
  ]),
);
