export type { TestApi } from './test-api.js';
export { runStorageConformance, type StorageConformanceOptions } from './storage/run-storage-conformance.js';
export type { StorageCase, StorageCaseContext, StorageProbe } from './storage/storage-case.js';
export { storageCases } from './storage/cases/storage-cases.js';
export { storageProperties, type StoragePropertyOptions } from './storage/properties/storage-properties.js';
