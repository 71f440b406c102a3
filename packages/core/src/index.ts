// Entry of the engine. Transports and `parse-server` import from here; adapters from `@parse/core/adapter`.
export * from './adapter.js';
export {
  defaultSettings,
  type AppSettings,
  type InstallationPolicy,
  type KeywordRule,
  type RequestComplexity,
} from './app/app-settings.js';
export type { PasswordHasher } from './auth/password-hasher.js';
