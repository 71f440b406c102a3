export type { TestApi } from './test-api.js';
export { runEmailConformance, type EmailConformanceOptions } from './email/run-email-conformance.js';
export type { EmailCase, EmailCaseContext, ReceivedMail } from './email/email-case.js';
export { emailCases } from './email/email-cases.js';
export { runStorageConformance, type StorageConformanceOptions } from './storage/run-storage-conformance.js';
export type { StorageCase, StorageCaseContext, StorageProbe } from './storage/storage-case.js';
export { storageCases } from './storage/cases/storage-cases.js';
export { storageProperties, type StoragePropertyOptions } from './storage/properties/storage-properties.js';
export type { Exactness } from './storage/properties/exactness.js';
