export { memoryStorage, type MemoryStorageOptions, type RefusableCapability } from './memory-storage.js';
