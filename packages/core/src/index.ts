// Entry of the engine. Transports and `parse-server` import from here; adapters from `@parse/core/adapter`.
export type { AnalyticsAdapter } from './adapters/analytics-adapter.js';
export type { AuthAttempt, AuthPolicy, AuthProvider, AuthVerdict } from './adapters/auth-provider.js';
export type { CacheAdapter } from './adapters/cache-adapter.js';
export type { AccountMail, EmailAdapter, EmailMessage, LogInMail } from './adapters/email-adapter.js';
export type { FilesAdapter } from './adapters/files-adapter.js';
export { inTime } from './adapters/in-time.js';
export { localeFolders } from './adapters/locale-folders.js';
export { readBytes } from './adapters/read-bytes.js';
export type { LogFields, Logger, LogLevel } from './adapters/logger.js';
export type { PubSubAdapter } from './adapters/pubsub-adapter.js';
export type { PushAdapter } from './adapters/push-adapter.js';
export type { StorageAdapter, StorageRows } from './adapters/storage-adapter.js';
export {
  ERROR_MEANINGS,
  ErrorCode,
  statusOfCode,
  type ErrorMeaning,
  type ParseErrorCode,
} from './errors/codes.js';
export { ConfigError } from './errors/config-error.js';
export { suggestName } from './errors/suggest-name.js';
export { ParseError, type ParseErrorDetails } from './errors/parse-error.js';
export { StorageError, type StorageErrorKind } from './errors/storage-error.js';
export { explainStorageError } from './objects/explain-storage-error.js';
export { sameJson } from './schema/same-json.js';
export { withinCloudTimeout } from './triggers/run-script.js';
export { scriptError } from './triggers/script-error.js';
export { createBag } from './types/bag.js';
export type { ClassPermissions, ClassSchema, FieldSchema } from './types/class-schema.js';
export {
  isJsonArray,
  isJsonObject,
  nullMap,
  textOf,
  type Json,
  type JsonArray,
  type JsonObject,
  type MutableJsonObject,
} from './types/json.js';
export type { RateLimitZone, UseLimit } from './types/use-limit.js';
export type { StoredObject } from './types/object.js';
export type {
  AccountLockout,
  AccountQuestion,
  AccountRule,
  AccountSettings,
  PasswordPolicy,
} from './types/account-settings.js';
export {
  defaultSettings,
  type AppSettings,
  type InstallationPolicy,
  type KeywordRule,
  type RequestComplexity,
} from './types/app-settings.js';
export type { PasswordHasher } from './adapters/password-hasher.js';
export type { App } from './context/app.js';
export { createApp, type AppOptions } from './app/create-app.js';
export { serverFeatures } from './app/server-features.js';
export { memoryCache, type MemoryCacheOptions } from './app/defaults/memory-cache.js';
export { localPubSub } from './app/defaults/local-pubsub.js';
export { adapterProblems } from './adapters/assert-adapter.js';
export { CONFIG_TRIGGERS, getGlobalConfig, updateGlobalConfig } from './config/global-config.js';
export type { AppKeys, KeyOptions, KeySource } from './context/app-keys.js';
export type { Auth, UserAuth } from './context/auth.js';
export { authenticate, type AuthenticateOptions } from './context/authenticate.js';
export type { ClientKeys, Credentials } from './context/credentials.js';
export { compileIpList, type IpList } from './context/ip-list.js';
export {
  asMaster,
  createContext,
  installationOf,
  mayReadEverything,
  mayWriteEverything,
  userIdOf,
  besideOthers,
  withOwnCloudContext,
  type ClientInfo,
  type RequestContext,
  type TransactionEnd,
} from './context/request-context.js';
export { denied, forbidden, requireMaster, type MasterRights } from './context/require-master.js';
export { SchemaChangeNeeded } from './context/schema-change-needed.js';
export { isReasonToStartOver, withTransaction } from './context/with-transaction.js';
export {
  createJobSchedule,
  deleteJobSchedule,
  jobsData,
  listJobSchedules,
  updateJobSchedule,
} from './functions/job-schedules.js';
export { createHook, deleteHook, getHook, listHooks, updateHook } from './hooks/hook-operations.js';
export type { Hook, HookName } from './triggers/hook.js';
export {
  createJobScheduler,
  type JobScheduler,
  type JobSchedulerOptions,
} from './functions/job-scheduler.js';
export type { JobSchedule } from './triggers/job-schedule.js';
export { listFunctions } from './functions/list-functions.js';
export { runFunction, type FunctionInput } from './functions/run-function.js';
export { startJob, type JobInput, type StartedJob } from './functions/start-job.js';
export { ForbiddenError } from './errors/forbidden-error.js';
export { encodeObjectEvent, eventChannel, type ObjectEvent } from './events/object-event.js';
export { aggregateObjects, type AggregateInput } from './objects/aggregate-objects.js';
export { createObject, type CreateInput, type CreateResult } from './objects/create-object.js';
export { deleteObject, type DeleteInput } from './objects/delete-object.js';
export { findObjects, type FindInput, type FindResult } from './objects/find-objects.js';
export { getObject, type GetInput } from './objects/get-object.js';
export { hasNewFields } from './objects/has-new-fields.js';
export { purgeClass } from './objects/purge-class.js';
export { updateObject, type UpdateInput } from './objects/update-object.js';
export {
  bindSessionToInstallation,
  currentSession,
  upgradeToRevocableSession,
} from './sessions/current-session.js';
export { applyDefinedSchemas, type DefinedSchemasOptions } from './schemas/defined-schemas.js';
export {
  createSchema,
  deleteSchema,
  getSchema,
  listSchemas,
  updateSchema,
  type CreateSchemaInput,
  type UpdateSchemaInput,
} from './schemas/schema-operations.js';
export { claimRequestId } from './stores/idempotency-store.js';
export type {
  ObjectTriggerHandler,
  ObjectTriggerRequest,
  QueryTriggerHandler,
  QueryTriggerRequest,
  TriggerKind,
  TriggerOutcome,
} from './triggers/trigger-types.js';
export type {
  FunctionAnswer,
  FunctionFile,
  FunctionHandler,
  FunctionParameters,
  FunctionRegistry,
  FunctionRequest,
  JobHandler,
  JobRequest,
} from './triggers/function-registry.js';
export type { ObjectTriggerKind, TriggerRegistry } from './triggers/registry.js';
export type { FieldOp, OpTarget, RelationOp } from './types/field-op.js';
export type { PasswordCredentials } from './users/check-password.js';
export { callerObject } from './users/caller-object.js';
export type { GivenProviders } from './app/auth-providers.js';
export { challenge, type ChallengeRequest } from './users/challenge.js';
export { currentUser } from './users/current-user.js';
export { logIn, logInAs, verifyPassword, type LogInRequest } from './users/log-in.js';
export { logOut } from './users/log-out.js';
export { requestEmailVerification, resendEmailVerification } from './users/request-email-verification.js';
export {
  checkPasswordResetToken,
  requestPasswordReset,
  resetPassword,
  type PasswordReset,
  type PasswordResetRequest,
} from './users/reset-password.js';
export type { TokenState } from './users/user-of-token.js';
export { verifyEmail, type EmailVerification } from './users/verify-email.js';
