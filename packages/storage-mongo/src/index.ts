export { mongoStorage } from './mongo-storage.js';
export type { ClientEventLog, MongoStorageOptions, SystemIndexOptions } from './options.js';
