export type { SqliteStorageOptions } from './options.js';
export { sqliteStorage } from './sqlite-storage.js';
