// Generated from the option table by `npm run docs:options`.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccountRequest } from '../adapters/account-request.js';
import type {
  AnalyticsAdapter,
  CacheAdapter,
  EmailAdapter,
  FilesAdapter,
  Json,
  Logger,
  PasswordHasher,
  PubSubAdapter,
  StorageAdapter,
} from '@parse/core';
import type { CustomRoute, Placeholders } from '@parse/pages';

/** What a server can be told. Options that are undefined count as absent. */
export interface ParseServerOptions {
  /** Names the app. Required; every request carries it. */
  appId?: string | undefined;
  /** The name people know the app by: in mails, on pages, and in the log when the server listens. */
  appName?: string | undefined;
  /** The key that no permission holds back. Required; a function is asked for it, see `masterKeyTtl`. Keep it on servers. */
  masterKey?: string | (() => string | Promise<string>) | undefined;
  /** Seconds for which the answer of a `masterKey` function is kept; 0 asks at every use. */
  masterKeyTtl?: number | undefined;
  /** Addresses and ranges from which the master key works. An empty list: nowhere. `0.0.0.0/0` and `::/0`: from everywhere, over IPv4 and IPv6. */
  masterKeyIps?: readonly string[] | undefined;
  /** A key that reads like the master key and writes nothing. */
  readOnlyMasterKey?: string | undefined;
  /** Addresses and ranges from which the read-only master key works. */
  readOnlyMasterKeyIps?: readonly string[] | undefined;
  /** Lets the read-only master key run aggregations. */
  allowAggregationForReadOnlyMasterKey?: boolean | undefined;
  /** A key that sees and writes the internal fields, for repairs. */
  maintenanceKey?: string | undefined;
  /** Addresses and ranges from which the maintenance key works. */
  maintenanceKeyIps?: readonly string[] | undefined;
  /** A key of native apps. As soon as one of the four client keys is set, a request needs a matching one (or the master key). */
  clientKey?: string | undefined;
  /** A key of web apps; see `clientKey`. */
  javascriptKey?: string | undefined;
  /** A key of programs that call the REST API; see `clientKey`. */
  restAPIKey?: string | undefined;
  /** A key of .NET and Unity apps; see `clientKey`. */
  dotNetKey?: string | undefined;
  /** Sent along with webhook calls, so that their receiver knows who calls; also signs them. */
  webhookKey?: string | undefined;
  /** Part of the URLs of files that hosted Parse still keeps. Not available yet. */
  fileKey?: string | undefined;
  /** Encrypts stored files. Not available yet. */
  encryptionKey?: string | undefined;
  /** The URL under which this server reaches itself, for example `http://localhost:1337/parse`. */
  serverURL?: string | undefined;
  /** The URL under which clients reach this server; links in mails begin with it, and the paths of a batch may begin with its path. A function is asked for every mail. */
  publicServerURL?: string | (() => string | Promise<string>) | undefined;
  /** The address to listen on. */
  host?: string | undefined;
  /** The port to listen on; 0 takes a free one. */
  port?: number | undefined;
  /** The path under which the API is served. */
  mountPath?: string | undefined;
  /** Serve from several processes: their number, or true for one per processor. Command line only. */
  cluster?: boolean | number | undefined;
  /** A request function that runs before the API, or the module that exports it. */
  middleware?:
    | ((request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void)
    | string
    | undefined;
  /** Puts dependencies of your own into the context of a request. Not available yet. */
  requestContextMiddleware?:
    | ((request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void)
    | undefined;
  /** Which proxies may say what the address of the caller is: all (true), that many hops, or addresses and ranges. Absent: what the surrounding app says, else the socket. */
  trustProxy?: boolean | number | readonly string[] | string | undefined;
  /** Header names that browsers may send beside those of Parse. */
  allowHeaders?: readonly string[] | undefined;
  /** Origins of web pages that may call the API. */
  allowOrigin?: readonly string[] | string | undefined;
  /** The largest request body. */
  maxUploadSize?: number | string | undefined;
  /** Hands errors to the error handlers of the surrounding Express app. */
  enableExpressErrorHandler?: boolean | undefined;
  /** Denials tell clients only that permission was denied; the log has the reason. */
  enableSanitizedErrorResponse?: boolean | undefined;
  /** SDK calls from Cloud Code reach the API without HTTP. */
  directAccess?: boolean | undefined;
  /** After the start the server calls its own `serverURL` and warns when it gets no answer. */
  verifyServerUrl?: boolean | undefined;
  /** Called when the server has shut down. */
  serverCloseComplete?: (() => void) | undefined;
  /** Regular expressions, anchored at both ends, of the routes that work without the master key. Absent: all. Empty: none. */
  routeAllowList?: readonly string[] | undefined;
  /** Where objects are kept: `sqlite:`, `file:` or a plain path for an SQLite file, `sqlite::memory:` for none; `mongodb:` and `mongodb+srv:` for MongoDB, `postgres:` for PostgreSQL. */
  databaseURI?: string | undefined;
  /** The earlier name of `storage`. */
  databaseAdapter?: StorageAdapter | undefined;
  /** Put before the name of every collection of MongoDB. */
  collectionPrefix?: string | undefined;
  /** Saving an object of an unknown class makes the class, also without the master key. */
  allowClientClassCreation?: boolean | undefined;
  /** Clients may choose the objectId of new objects. */
  allowCustomObjectId?: boolean | undefined;
  /** Characters of a generated objectId. */
  objectIdSize?: number | undefined;
  /** Compares user names and addresses by the collation of the database. Not available yet. */
  enableCollationCaseComparison?: boolean | undefined;
  /** Results of a query that names no limit. */
  defaultLimit?: number | undefined;
  /** The most results a query may ask for; absent: no cap. */
  maxLimit?: number | undefined;
  /** Defaults of queries. */
  query?: QueryOptions | undefined;
  /** Classes defined in code, brought about at start. */
  schema?: SchemaOptions | undefined;
  /** How the database is used. */
  databaseOptions?: DatabaseOptions | undefined;
  /** Services that users may log in with, by the names in `authData`: settings of a provider of `@parse/auth-providers`, or one of your own as object, class or `{ module, ...settings }`. */
  auth?:
    | {
        readonly [key: string]:
          | Json
          | object
          | (new (...options: never[]) => object)
          | ((...options: never[]) => object);
      }
    | undefined;
  /** Users may be made without a name and a password. */
  enableAnonymousUsers?: boolean | undefined;
  /** Allows services whose proof the server cannot check well. */
  enableInsecureAuthAdapters?: boolean | undefined;
  /** Lets in who sends the token that is stored with the user, although its service accepts it no longer. An id alone is no token. @deprecated Let users log in again. */
  allowExpiredAuthDataToken?: boolean | undefined;
  /** New users can be read by themselves only. */
  enforcePrivateUsers?: boolean | undefined;
  /** Stores and looks up e-mail addresses of users in lower case. */
  convertEmailToLowercase?: boolean | undefined;
  /** Stores and looks up user names in lower case. */
  convertUsernameToLowercase?: boolean | undefined;
  /** Seconds for which a session is valid. */
  sessionLength?: number | undefined;
  /** False: sessions never expire. */
  expireInactiveSessions?: boolean | undefined;
  /** The life of a session begins anew when it is used. */
  extendSessionOnUse?: boolean | undefined;
  /** A new password ends the other sessions of the user. */
  revokeSessionOnPasswordReset?: boolean | undefined;
  /** Asks users to prove their address. */
  verifyUserEmails?: boolean | ((request: AccountRequest) => boolean | Promise<boolean>) | undefined;
  /** No log-in before the address is proved. */
  preventLoginWithUnverifiedEmail?:
    | boolean
    | ((request: AccountRequest) => boolean | Promise<boolean>)
    | undefined;
  /** No session at sign-up before the address is proved. */
  preventSignupWithUnverifiedEmail?: boolean | undefined;
  /** Sends the mail that asks for the proof. */
  sendUserEmailVerification?: boolean | ((request: AccountRequest) => boolean | Promise<boolean>) | undefined;
  /** Seconds for which the link in that mail works. */
  emailVerifyTokenValidityDuration?: number | undefined;
  /** Sends the same link again while it works. */
  emailVerifyTokenReuseIfValid?: boolean | undefined;
  /** Asking for the mail succeeds for unknown addresses too, so that nobody can search for users. */
  emailVerifySuccessOnInvalidEmail?: boolean | undefined;
  /** Rules for passwords. */
  passwordPolicy?: PasswordPolicyOptions | undefined;
  /** What happens after wrong passwords. */
  accountLockout?: AccountLockoutOptions | undefined;
  /** Fields that results leave out: class, then who (`*`, a user id, `role:Name`, `authenticated`, `userField:owner`), then the fields. The default is added to what is set. */
  protectedFields?: { readonly [key: string]: { readonly [key: string]: readonly string[] } } | undefined;
  /** Users see the protected fields of themselves. */
  protectedFieldsOwnerExempt?: boolean | undefined;
  /** Triggers see protected fields. Not available yet. */
  protectedFieldsTriggerExempt?: boolean | undefined;
  /** The answers to writes contain protected fields. */
  protectedFieldsSaveResponseExempt?: boolean | undefined;
  /** Fields of users that nobody else sees. @deprecated Use protectedFields: { _User: { "*": [...] } }. */
  userSensitiveFields?: readonly string[] | undefined;
  /** How often routes may be called; every entry counts by itself. */
  rateLimit?: readonly RateLimitOptions[] | undefined;
  /** Limits on what one request may ask for; -1 lifts a limit. */
  requestComplexity?: RequestComplexityOptions | undefined;
  /** Keys and values that no request may contain; an entry with both means both together. */
  requestKeywordDenylist?: readonly RequestKeywordDenylistOptions[] | undefined;
  /** The report on weak settings. Not available yet. */
  security?: SecurityOptions | undefined;
  /** The module with Cloud Code, or a function that is given the SDK. */
  cloud?: ((parse: unknown) => void | Promise<void>) | string | undefined;
  /** Milliseconds that one function or trigger of Cloud Code may take before its caller gets an error. */
  cloudTimeout?: number | undefined;
  /** Which jobs this process starts by itself: those with a schedule in Cloud Code (`code`), also those that rows of `_JobSchedule` name (true), or none (false). */
  jobScheduler?: 'code' | boolean | undefined;
  /** Milliseconds that a server behind a webhook may take to answer, attempts included. */
  webhookTimeout?: number | undefined;
  /** Requests with an id (`X-Parse-Request-Id`) that are served once only. */
  idempotencyOptions?: IdempotencyOptions | undefined;
  /** Levels at which certain events are logged. */
  logLevels?: LogLevelsOptions | undefined;
  /** How notifications are delivered. Not available yet. */
  push?: PushOptions | undefined;
  /** Another process sends scheduled notifications. Not available yet. */
  scheduledPush?: boolean | undefined;
  /** How installations that share a device token are merged. */
  installation?: InstallationOptions | undefined;
  /** Where the bytes of files are kept. Not available yet. */
  filesAdapter?: FilesAdapter | undefined;
  /** Files keep exactly the name they were sent with. Not available yet. */
  preserveFileName?: boolean | undefined;
  /** Who may send files, and which. Not available yet. */
  fileUpload?: FileUploadOptions | undefined;
  /** Who may fetch files. Not available yet. */
  fileDownload?: FileDownloadOptions | undefined;
  /** Which changes are published, and how. Not available yet. */
  liveQuery?: LiveQueryOptions | undefined;
  /** Serves LiveQuery on the port of the API. Not available yet. */
  startLiveQueryServer?: boolean | undefined;
  /** The LiveQuery server; starts it. Not available yet. */
  liveQueryServerOptions?: LiveQueryServerOptions | undefined;
  /** What sends mails: an adapter object, a class, the name of a module, or `{ module, options }`. Adapters written for Parse Server (`sendMail`) work, too. */
  emailAdapter?:
    | { readonly [key: string]: Json }
    | EmailAdapter
    | object
    | string
    | (new (...options: never[]) => object)
    | undefined;
  /** The pages for e-mail verification and password reset. */
  pages?: PagesOptions | undefined;
  /** Addresses that replace pages, in the form of earlier versions. @deprecated Use pages.customUrls. */
  customPages?: CustomPagesOptions | undefined;
  /** The earlier name of `cache`. */
  cacheAdapter?: CacheAdapter | undefined;
  /** Milliseconds for which sessions and roles are remembered. */
  cacheTTL?: number | undefined;
  /** Entries that the cache in this process holds. */
  cacheMaxSize?: number | undefined;
  /** The earlier name of `logger`. */
  loggerAdapter?: Logger | undefined;
  /** The lowest level that is logged. */
  logLevel?: 'error' | 'warn' | 'info' | 'verbose' | 'debug' | 'silly' | undefined;
  /** Logs the level `verbose` too. */
  verbose?: boolean | undefined;
  /** Logs nothing. */
  silent?: boolean | undefined;
  /** Log lines are JSON; absent: they are when standard output is not a terminal. */
  jsonLogs?: boolean | undefined;
  /** The folder for log files; null: none. Not available yet. */
  logsFolder?: null | string | undefined;
  /** Log files that are kept, or their age such as `7d`. Not available yet. */
  maxLogFiles?: number | string | undefined;
  /** Receives the events that clients report. Not available yet. */
  analyticsAdapter?: AnalyticsAdapter | undefined;
  /** Serves the routes for in-app purchases of early Parse. Not available yet. @deprecated It will not come back. */
  enableProductPurchaseLegacyApi?: boolean | undefined;
  /** Serves the GraphQL API. Not available yet. */
  mountGraphQL?: boolean | undefined;
  /** The path of the GraphQL API. Not available yet. */
  graphQLPath?: string | undefined;
  /** A schema of your own, or the file with it. Not available yet. */
  graphQLSchema?: string | Json | undefined;
  /** Anybody may ask the API for its schema. Not available yet. */
  graphQLPublicIntrospection?: boolean | undefined;
  /** Serves a page to try GraphQL. Not available yet. @deprecated Use a GraphQL client of your choice. */
  mountPlayground?: boolean | undefined;
  /** The path of that page. Not available yet. @deprecated Use a GraphQL client of your choice. */
  playgroundPath?: string | undefined;
  /** A storage adapter made by its factory, in place of `databaseURI`. */
  storage?: StorageAdapter | undefined;
  /** Remembers sessions and roles; absent: the memory of this process. */
  cache?: CacheAdapter | undefined;
  /** Carries events between processes; absent: within this process. Not available yet. */
  pubsub?: PubSubAdapter | undefined;
  /** Where log lines go; absent: standard output. */
  logger?: Logger | undefined;
  /** Hashes passwords; absent: bcrypt, which existing databases hold. */
  passwords?: PasswordHasher | undefined;
  /** The clock; for tests. */
  now?: (() => Date) | undefined;
}

/** Defaults of queries. */
export interface QueryOptions {
  /** Aggregations take and give values as the database holds them. Not available yet. */
  aggregationRawValues?: boolean | undefined;
  /** Aggregations take and give field names as the database holds them. Not available yet. */
  aggregationRawFieldNames?: boolean | undefined;
}

/** Classes defined in code, brought about at start. */
export interface SchemaOptions {
  /** The classes: name, fields, indexes and permissions. */
  definitions?: readonly { readonly [key: string]: Json }[] | undefined;
  /** Stops the start when the database has a class that is not defined. */
  strict?: boolean | undefined;
  /** Drops fields that are not defined, with their values. */
  deleteExtraFields?: boolean | undefined;
  /** Drops and makes again fields whose type has changed; their values are lost. */
  recreateModifiedFields?: boolean | undefined;
  /** The schema API refuses changes. */
  lockSchemas?: boolean | undefined;
  /** Leaves indexes alone that are not defined. */
  keepUnknownIndexes?: boolean | undefined;
  /** Called before classes are changed. */
  beforeMigration?: (() => void | Promise<void>) | undefined;
  /** Called when classes have been changed. */
  afterMigration?: (() => void | Promise<void>) | undefined;
}

/** How the database is used. */
export interface DatabaseOptions {
  /** Queries may ask for their plan (`explain`) without the master key. */
  allowPublicExplain?: boolean | undefined;
  /** Milliseconds after which the classes are read again when the database does not report changes. */
  schemaCacheTtl?: number | undefined;
  /** Watches for changes of classes by other servers. */
  enableSchemaHooks?: boolean | undefined;
  /** Indexes may be made on fields that the class does not have. */
  disableIndexFieldValidation?: boolean | undefined;
  /** Makes the index of user names at start. */
  createIndexUserUsername?: boolean | undefined;
  /** Makes the index of user names without regard to case at start. */
  createIndexUserUsernameCaseInsensitive?: boolean | undefined;
  /** Makes the index of e-mail addresses of users at start. */
  createIndexUserEmail?: boolean | undefined;
  /** Makes the index of e-mail addresses of users without regard to case at start. */
  createIndexUserEmailCaseInsensitive?: boolean | undefined;
  /** Makes the index of tokens of e-mail verification at start. */
  createIndexUserEmailVerifyToken?: boolean | undefined;
  /** Makes the index of tokens of password reset at start. */
  createIndexUserPasswordResetToken?: boolean | undefined;
  /** Makes the index of role names at start. */
  createIndexRoleName?: boolean | undefined;
  /** Makes the index of the ids of linked services at start. */
  createIndexAuthDataUniqueness?: boolean | undefined;
  /** Events of the database driver to log: `name`, `keys` and `logLevel` of each. */
  logClientEvents?: readonly Json[] | undefined;
  /** What the server calls itself towards the database. */
  clientMetadata?: DatabaseOptionsClientMetadataOptions | undefined;
  /** Rows fetched from the database at once. */
  batchSize?: number | undefined;
  /** Milliseconds after which the database gives up on a query. */
  maxTimeMS?: number | undefined;
  /** Statements of PostgreSQL kept prepared per connection; 0 behind a pooler that cannot keep them. */
  preparedStatements?: number | undefined;
  /** The name in the logs of the database server. */
  appName?: string | undefined;
  /** How to prove who connects. */
  authMechanism?: string | undefined;
  /** Details of `authMechanism`. */
  authMechanismProperties?: Json | undefined;
  /** The database that knows the user who connects. */
  authSource?: string | undefined;
  /** Tries IPv6 and IPv4 addresses together. */
  autoSelectFamily?: boolean | undefined;
  /** Milliseconds until the next address is tried. */
  autoSelectFamilyAttemptTimeout?: number | undefined;
  /** Compression of the connection, best first. */
  compressors?: readonly string[] | undefined;
  /** Milliseconds a connection may take to open. */
  connectTimeoutMS?: number | undefined;
  /** Talks to the named host only. */
  directConnection?: boolean | undefined;
  /** The database makes `_id` values. */
  forceServerObjectId?: boolean | undefined;
  /** Milliseconds between looks at the servers. */
  heartbeatFrequencyMS?: number | undefined;
  /** The host is a load balancer. */
  loadBalanced?: boolean | undefined;
  /** Milliseconds by which a server may be slower than the fastest. */
  localThresholdMS?: number | undefined;
  /** Connections opened at the same time. */
  maxConnecting?: number | undefined;
  /** Milliseconds until an unused connection is closed. */
  maxIdleTimeMS?: number | undefined;
  /** Connections at most. */
  maxPoolSize?: number | undefined;
  /** Seconds by which a secondary may be behind. */
  maxStalenessSeconds?: number | undefined;
  /** Connections kept open. */
  minPoolSize?: number | undefined;
  /** Host of a SOCKS5 proxy. */
  proxyHost?: string | undefined;
  /** Password at the proxy. */
  proxyPassword?: string | undefined;
  /** Port of the proxy. */
  proxyPort?: number | undefined;
  /** User at the proxy. */
  proxyUsername?: string | undefined;
  /** How settled data must be to be read. */
  readConcernLevel?: string | undefined;
  /** Which servers are read from. */
  readPreference?: string | undefined;
  /** Tags of the servers that are read from. */
  readPreferenceTags?: Json | undefined;
  /** Name of the replica set. */
  replicaSet?: string | undefined;
  /** Tries a failed read once more. */
  retryReads?: boolean | undefined;
  /** Tries a failed write once more. */
  retryWrites?: boolean | undefined;
  /** How servers are watched. */
  serverMonitoringMode?: string | undefined;
  /** Milliseconds to look for a usable server. */
  serverSelectionTimeoutMS?: number | undefined;
  /** Milliseconds of silence until a connection is given up. */
  socketTimeoutMS?: number | undefined;
  /** Hosts taken from the DNS record. */
  srvMaxHosts?: number | undefined;
  /** Service name of the DNS record. */
  srvServiceName?: string | undefined;
  /** Encrypts the connection; the older name of `tls`. */
  ssl?: boolean | undefined;
  /** Encrypts the connection. */
  tls?: boolean | undefined;
  /** Accepts any certificate. */
  tlsAllowInvalidCertificates?: boolean | undefined;
  /** Accepts certificates of other hosts. */
  tlsAllowInvalidHostnames?: boolean | undefined;
  /** File of trusted certificates. */
  tlsCAFile?: string | undefined;
  /** File with the certificate and key of this client. */
  tlsCertificateKeyFile?: string | undefined;
  /** Password of that file. */
  tlsCertificateKeyFilePassword?: string | undefined;
  /** Checks nothing about the certificate. */
  tlsInsecure?: boolean | undefined;
  /** Milliseconds to wait for a free connection. */
  waitQueueTimeoutMS?: number | undefined;
  /** Effort of compression, 0 to 9. */
  zlibCompressionLevel?: number | undefined;
}

/** What the server calls itself towards the database. */
export interface DatabaseOptionsClientMetadataOptions {
  /** Its name. */
  name?: string | undefined;
  /** Its version. */
  version?: string | undefined;
}

/** Rules for passwords. */
export interface PasswordPolicyOptions {
  /** A regular expression that passwords satisfy. */
  validatorPattern?: RegExp | string | undefined;
  /** A function that accepts or refuses a password. */
  validatorCallback?: ((password: string) => boolean | Promise<boolean>) | undefined;
  /** What a refused password is answered with. */
  validationError?: string | undefined;
  /** Refuses passwords that contain the user name. */
  doNotAllowUsername?: boolean | undefined;
  /** Days after which a password must be changed. */
  maxPasswordAge?: number | undefined;
  /** How many former passwords may not be used again. */
  maxPasswordHistory?: number | undefined;
  /** Seconds for which a link to reset the password works. */
  resetTokenValidityDuration?: number | undefined;
  /** Sends the same link again while it works. */
  resetTokenReuseIfValid?: boolean | undefined;
  /** Asking for a reset succeeds for unknown addresses too. */
  resetPasswordSuccessOnInvalidEmail?: boolean | undefined;
}

/** What happens after wrong passwords. */
export interface AccountLockoutOptions {
  /** Minutes for which the account stays locked. */
  duration?: number | undefined;
  /** Wrong passwords until the account is locked. */
  threshold?: number | undefined;
  /** A password reset unlocks the account. */
  unlockOnPasswordReset?: boolean | undefined;
}

/** How often routes may be called; every entry counts by itself. */
export interface RateLimitOptions {
  /** The path, without the mount path: `/functions/*path`, `/users`. Required. */
  requestPath?: string | undefined;
  /** The methods that count; absent: all. */
  requestMethods?: readonly string[] | string | undefined;
  /** Requests within the window. Required. */
  requestCount?: number | undefined;
  /** The window in milliseconds. Required. */
  requestTimeWindow?: number | undefined;
  /** What is counted apart: addresses, users, sessions, or nothing. */
  zone?: 'ip' | 'user' | 'session' | 'global' | undefined;
  /** Counts calls from this machine too (`127.0.0.1`, `::1`), which are usually those of Cloud Code. */
  includeInternalRequests?: boolean | undefined;
  /** Counts calls with the master key, or the read-only one. */
  includeMasterKey?: boolean | undefined;
  /** What a call too many is answered with. */
  errorResponseMessage?: string | undefined;
  /** The Redis server that counts for several processes. Not available yet. */
  redisUrl?: string | undefined;
}

/** Limits on what one request may ask for; -1 lifts a limit. */
export interface RequestComplexityOptions {
  /** Levels of `$or`, `$and`, `$nor` and of objects in a condition. */
  queryDepth?: number | undefined;
  /** Levels of `$inQuery` and its kin. */
  subqueryDepth?: number | undefined;
  /** Rows that a subquery may find. */
  subqueryLimit?: number | undefined;
  /** Levels of an `include`. */
  includeDepth?: number | undefined;
  /** Paths in an `include`. */
  includeCount?: number | undefined;
  /** Requests in a batch. */
  batchRequestLimit?: number | undefined;
  /** Queries may contain regular expressions without the master key. */
  allowRegex?: boolean | undefined;
  /** Levels of a GraphQL query. Not available yet. */
  graphQLDepth?: number | undefined;
  /** Fields in a GraphQL query. Not available yet. */
  graphQLFields?: number | undefined;
}

/** Keys and values that no request may contain; an entry with both means both together. */
export interface RequestKeywordDenylistOptions {
  /** A key, or a part of one. */
  key?: string | undefined;
  /** A text, or a part of one. */
  value?: string | undefined;
}

/** The report on weak settings. */
export interface SecurityOptions {
  /** Serves the report. Not available yet. */
  enableCheck?: boolean | undefined;
  /** Logs the report at start. Not available yet. */
  enableCheckLog?: boolean | undefined;
  /** Checks of your own. Not available yet. */
  checkGroups?: readonly Json[] | undefined;
}

/** Requests with an id (`X-Parse-Request-Id`) that are served once only. */
export interface IdempotencyOptions {
  /** Regular expressions for the beginning of the paths it applies to, without the mount path: `functions/.*`. */
  paths?: readonly string[] | undefined;
  /** Seconds for which a request id is remembered. */
  ttl?: number | undefined;
}

/** Levels at which certain events are logged. */
export interface LogLevelsOptions {
  /** Level of a cloud function that succeeded; `silent` logs nothing. */
  cloudFunctionSuccess?: 'error' | 'warn' | 'info' | 'verbose' | 'debug' | 'silly' | 'silent' | undefined;
  /** Level of a cloud function that failed; `silent` logs nothing. */
  cloudFunctionError?: 'error' | 'warn' | 'info' | 'verbose' | 'debug' | 'silly' | 'silent' | undefined;
  /** Level of a trigger after the event; `silent` logs nothing. */
  triggerAfter?: 'error' | 'warn' | 'info' | 'verbose' | 'debug' | 'silly' | 'silent' | undefined;
  /** Level of a trigger before the event that succeeded; `silent` logs nothing. */
  triggerBeforeSuccess?: 'error' | 'warn' | 'info' | 'verbose' | 'debug' | 'silly' | 'silent' | undefined;
  /** Level of a trigger before the event that failed; `silent` logs nothing. */
  triggerBeforeError?: 'error' | 'warn' | 'info' | 'verbose' | 'debug' | 'silly' | 'silent' | undefined;
  /** Level of a sign-up whose user name is taken; `silent` logs nothing. */
  signupUsernameTaken?: 'error' | 'warn' | 'info' | 'verbose' | 'debug' | 'silly' | 'silent' | undefined;
}

/** How notifications are delivered. */
export interface PushOptions {
  /** The push adapter. Not available yet. */
  adapter?: { readonly [key: string]: Json } | undefined;
  /** Access to the push service of Apple. Not available yet. */
  ios?: { readonly [key: string]: Json } | undefined;
  /** Access to the push service of Google. Not available yet. */
  android?: { readonly [key: string]: Json } | undefined;
  /** Access to the push services of browsers. Not available yet. */
  web?: { readonly [key: string]: Json } | undefined;
  /** Access to the push service of Expo. Not available yet. */
  expo?: { readonly [key: string]: Json } | undefined;
  /** How notifications are split into work. Not available yet. */
  queueOptions?: PushQueueOptions | undefined;
}

/** How notifications are split into work. */
export interface PushQueueOptions {
  /** Leaves the work to other processes. Not available yet. */
  disablePushWorker?: boolean | undefined;
  /** Pieces of work at the same time. Not available yet. */
  concurrency?: number | undefined;
  /** Devices in a piece of work. Not available yet. */
  batchSize?: number | undefined;
}

/** How installations that share a device token are merged. */
export interface InstallationOptions {
  /** Deletes the older installation, or takes the token from it. */
  duplicateDeviceTokenAction?: 'delete' | 'update' | undefined;
  /** Only installations that the caller may write are touched. */
  duplicateDeviceTokenActionEnforceAuth?: boolean | undefined;
  /** Which of two matching installations is kept. */
  duplicateDeviceTokenMergePriority?: 'deviceToken' | 'installationId' | undefined;
}

/** Who may send files, and which. */
export interface FileUploadOptions {
  /** Anybody may send files. Not available yet. */
  enableForPublic?: boolean | undefined;
  /** Anonymous users may send files. Not available yet. */
  enableForAnonymousUser?: boolean | undefined;
  /** Users who logged in may send files. Not available yet. */
  enableForAuthenticatedUser?: boolean | undefined;
  /** Regular expressions of the extensions that may be sent; absent: all but those browsers run as code. Not available yet. */
  fileExtensions?: readonly string[] | undefined;
  /** Hosts that the URL of a file in an object may point to. Not available yet. */
  allowedFileUrlDomains?: readonly string[] | undefined;
}

/** Who may fetch files. */
export interface FileDownloadOptions {
  /** Anybody may fetch files. Not available yet. */
  enableForPublic?: boolean | undefined;
  /** Anonymous users may fetch files. Not available yet. */
  enableForAnonymousUser?: boolean | undefined;
  /** Users who logged in may fetch files. Not available yet. */
  enableForAuthenticatedUser?: boolean | undefined;
}

/** Which changes are published, and how. */
export interface LiveQueryOptions {
  /** Classes whose changes are published; regular expressions, anchored at both ends. Not available yet. */
  classNames?: readonly string[] | undefined;
  /** The Redis server that carries the changes. Not available yet. */
  redisURL?: string | undefined;
  /** Options of the Redis client. Not available yet. */
  redisOptions?: { readonly [key: string]: Json } | undefined;
  /** What carries the changes. Not available yet. */
  pubSubAdapter?: PubSubAdapter | undefined;
  /** What serves the web sockets. Not available yet. */
  wssAdapter?: Json | undefined;
  /** Milliseconds after which matching a regular expression is given up. Not available yet. */
  regexTimeout?: number | undefined;
}

/** The LiveQuery server; starts it. */
export interface LiveQueryServerOptions {
  /** The app it serves; absent: the one of this server. Not available yet. */
  appId?: string | undefined;
  /** The master key of that app. Not available yet. */
  masterKey?: string | undefined;
  /** The API of that app. Not available yet. */
  serverURL?: string | undefined;
  /** Keys of which clients show one. Not available yet. */
  keyPairs?: { readonly [key: string]: string } | undefined;
  /** The port to listen on. Not available yet. */
  port?: number | undefined;
  /** Milliseconds between signs of life of a connection. Not available yet. */
  websocketTimeout?: number | undefined;
  /** Milliseconds for which sessions are remembered. Not available yet. */
  cacheTimeout?: number | undefined;
  /** The level of its log. Not available yet. */
  logLevel?: string | undefined;
  /** The Redis server that carries the changes. Not available yet. */
  redisURL?: string | undefined;
  /** Options of the Redis client. Not available yet. */
  redisOptions?: { readonly [key: string]: Json } | undefined;
  /** What carries the changes. Not available yet. */
  pubSubAdapter?: PubSubAdapter | undefined;
  /** What serves the web sockets. Not available yet. */
  wssAdapter?: Json | undefined;
}

/** The pages for e-mail verification and password reset. */
export interface PagesOptions {
  /** The first part of the path of pages, in links of mails. */
  pagesEndpoint?: string | undefined;
  /** The folder with pages of your own. */
  pagesPath?: string | undefined;
  /** Always answers with a redirect to a page. */
  forceRedirect?: boolean | undefined;
  /** Serves pages in the language of the reader. */
  enableLocalization?: boolean | undefined;
  /** The file with translations. */
  localizationJsonPath?: string | undefined;
  /** The language when there is no translation. */
  localizationFallbackLocale?: string | undefined;
  /** Texts that pages may show, or a function that is told the parameters of a page and gives them. */
  placeholders?:
    | { readonly [key: string]: string | number | boolean }
    | ((parameters: Readonly<Record<string, string>>) => Placeholders | Promise<Placeholders>)
    | undefined;
  /** Addresses that replace pages. */
  customUrls?: PagesCustomUrlsOptions | undefined;
  /** Routes of your own below the app id: method, path and handler of each. */
  customRoutes?: readonly CustomRoute[] | undefined;
  /** Percent-encodes the parameters of pages in headers. */
  encodePageParamHeaders?: boolean | undefined;
}

/** Addresses that replace pages. */
export interface PagesCustomUrlsOptions {
  /** The address in place of the page `passwordReset`. */
  passwordReset?: string | undefined;
  /** The address in place of the page `passwordResetSuccess`. */
  passwordResetSuccess?: string | undefined;
  /** The address in place of the page `passwordResetLinkInvalid`. */
  passwordResetLinkInvalid?: string | undefined;
  /** The address in place of the page `emailVerificationSuccess`. */
  emailVerificationSuccess?: string | undefined;
  /** The address in place of the page `emailVerificationSendSuccess`. */
  emailVerificationSendSuccess?: string | undefined;
  /** The address in place of the page `emailVerificationSendFail`. */
  emailVerificationSendFail?: string | undefined;
  /** The address in place of the page `emailVerificationLinkInvalid`. */
  emailVerificationLinkInvalid?: string | undefined;
  /** The address in place of the page `emailVerificationLinkExpired`. */
  emailVerificationLinkExpired?: string | undefined;
}

/** Addresses that replace pages, in the form of earlier versions. */
export interface CustomPagesOptions {
  /** The address in place of the page `invalidLink`. */
  invalidLink?: string | undefined;
  /** The address in place of the page `linkSendFail`. */
  linkSendFail?: string | undefined;
  /** The address in place of the page `choosePassword`. */
  choosePassword?: string | undefined;
  /** The address in place of the page `linkSendSuccess`. */
  linkSendSuccess?: string | undefined;
  /** The address in place of the page `verifyEmailSuccess`. */
  verifyEmailSuccess?: string | undefined;
  /** The address in place of the page `passwordResetSuccess`. */
  passwordResetSuccess?: string | undefined;
  /** The address in place of the page `invalidVerificationLink`. */
  invalidVerificationLink?: string | undefined;
  /** The address in place of the page `expiredVerificationLink`. */
  expiredVerificationLink?: string | undefined;
  /** The address in place of the page `invalidPasswordResetLink`. */
  invalidPasswordResetLink?: string | undefined;
  /** An address that links in mails lead to instead; it gets the path of the page as `link`. */
  parseFrameURL?: string | undefined;
}

/** The options that have a value even when nobody sets them. */
export type DefaultedOption =
  | 'masterKeyTtl'
  | 'masterKeyIps'
  | 'readOnlyMasterKeyIps'
  | 'allowAggregationForReadOnlyMasterKey'
  | 'maintenanceKeyIps'
  | 'host'
  | 'port'
  | 'mountPath'
  | 'allowOrigin'
  | 'maxUploadSize'
  | 'enableExpressErrorHandler'
  | 'enableSanitizedErrorResponse'
  | 'directAccess'
  | 'verifyServerUrl'
  | 'databaseURI'
  | 'collectionPrefix'
  | 'allowClientClassCreation'
  | 'allowCustomObjectId'
  | 'objectIdSize'
  | 'enableCollationCaseComparison'
  | 'defaultLimit'
  | 'auth'
  | 'enableAnonymousUsers'
  | 'enableInsecureAuthAdapters'
  | 'allowExpiredAuthDataToken'
  | 'enforcePrivateUsers'
  | 'convertEmailToLowercase'
  | 'convertUsernameToLowercase'
  | 'sessionLength'
  | 'expireInactiveSessions'
  | 'extendSessionOnUse'
  | 'revokeSessionOnPasswordReset'
  | 'verifyUserEmails'
  | 'preventLoginWithUnverifiedEmail'
  | 'preventSignupWithUnverifiedEmail'
  | 'sendUserEmailVerification'
  | 'emailVerifyTokenReuseIfValid'
  | 'emailVerifySuccessOnInvalidEmail'
  | 'protectedFields'
  | 'protectedFieldsOwnerExempt'
  | 'protectedFieldsTriggerExempt'
  | 'protectedFieldsSaveResponseExempt'
  | 'rateLimit'
  | 'requestKeywordDenylist'
  | 'jobScheduler'
  | 'webhookTimeout'
  | 'scheduledPush'
  | 'preserveFileName'
  | 'startLiveQueryServer'
  | 'cacheTTL'
  | 'cacheMaxSize'
  | 'logLevel'
  | 'verbose'
  | 'silent'
  | 'logsFolder'
  | 'enableProductPurchaseLegacyApi'
  | 'mountGraphQL'
  | 'graphQLPath'
  | 'graphQLPublicIntrospection'
  | 'mountPlayground'
  | 'playgroundPath';
