import { mongoFloor } from './mongo-floor.js';
import { postgresFloor } from './postgres-floor.js';
import { sqliteFloor } from './sqlite-floor.js';
import type { FloorStore } from './floor-store.js';

/** The store for a database, by the scheme of its URI: `mongodb:`, `postgres:` or `sqlite:path`. */
export async function openFloorStore(databaseURI: string): Promise<FloorStore> {
  const scheme = databaseURI.slice(0, databaseURI.indexOf(':'));
  if (scheme === 'mongodb') return mongoFloor(databaseURI);
  if (scheme === 'postgres') return postgresFloor(databaseURI);
  return sqliteFloor(databaseURI.slice('sqlite:'.length));
}
