// Entry of the engine. Transports and `parse-server` import from here; adapters from `@parse/core/adapter`.
export * from './adapter.js';
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
export { memoryCache, type MemoryCacheOptions } from './app/defaults/memory-cache.js';
export { localPubSub } from './app/defaults/local-pubsub.js';
export { adapterProblems } from './adapters/assert-adapter.js';
export type { AppKeys, KeyOptions, KeySource } from './context/app-keys.js';
export type { Auth, UserAuth } from './context/auth.js';
export { authenticate, type AuthenticateOptions } from './context/authenticate.js';
export type { ClientKeys, Credentials } from './context/credentials.js';
export { compileIpList, type IpList } from './context/ip-list.js';
export {
  asMaster,
  createContext,
  mayReadEverything,
  mayWriteEverything,
  userIdOf,
  type ClientInfo,
  type RequestContext,
} from './context/request-context.js';
export { denied, forbidden, requireMaster } from './context/require-master.js';
export { withTransaction } from './context/with-transaction.js';
export { ForbiddenError } from './errors/forbidden-error.js';
export { encodeObjectEvent, eventChannel, type ObjectEvent } from './events/object-event.js';
export { aggregateObjects, type AggregateInput } from './objects/aggregate-objects.js';
export { createObject, type CreateInput, type CreateResult } from './objects/create-object.js';
export { deleteObject, type DeleteInput } from './objects/delete-object.js';
export { findObjects, type FindInput, type FindResult } from './objects/find-objects.js';
export { getObject, type GetInput } from './objects/get-object.js';
export { updateObject, type UpdateInput } from './objects/update-object.js';
export {
  bindSessionToInstallation,
  currentSession,
  upgradeToRevocableSession,
} from './sessions/current-session.js';
export { claimRequestId } from './stores/idempotency-store.js';
export type {
  ObjectTriggerHandler,
  ObjectTriggerRequest,
  QueryTriggerHandler,
  QueryTriggerRequest,
  TriggerKind,
  TriggerOutcome,
} from './triggers/trigger-types.js';
export type { TriggerRegistry } from './triggers/registry.js';
export type { PasswordCredentials } from './users/check-password.js';
export { currentUser } from './users/current-user.js';
export { logIn, logInAs, verifyPassword } from './users/log-in.js';
export { logOut } from './users/log-out.js';
