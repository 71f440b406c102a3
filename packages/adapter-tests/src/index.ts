export type { TestApi } from './test-api.js';
export {
  runAuthProviderConformance,
  type AuthProviderConformanceOptions,
} from './auth/run-auth-provider-conformance.js';
export {
  serviceTroubles,
  type AuthCase,
  type AuthCaseContext,
  type AuthTestUser,
  type ServiceTrouble,
  type WrongProofs,
} from './auth/auth-case.js';
export { authCases } from './auth/auth-cases.js';
export { runEmailConformance, type EmailConformanceOptions } from './email/run-email-conformance.js';
export type { EmailCase, EmailCaseContext, ReceivedMail } from './email/email-case.js';
export { emailCases } from './email/email-cases.js';
export { runStorageConformance, type StorageConformanceOptions } from './storage/run-storage-conformance.js';
export type { StorageCase, StorageCaseContext, StorageProbe } from './storage/storage-case.js';
export { storageCases } from './storage/cases/storage-cases.js';
export { storageProperties, type StoragePropertyOptions } from './storage/properties/storage-properties.js';
export type { Exactness } from './storage/properties/exactness.js';
