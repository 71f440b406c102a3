import type { Json } from '../types/json.js';
import type { Adapter } from './adapter.js';

/**
 * A cache of small JSON values. A miss is never an error; an adapter whose server is away answers misses.
 * Keys hold only this app's entries: adapters prefix them with the app id they are opened with.
 */
export interface CacheAdapter extends Adapter<'cache'> {
  /** The value, or undefined when absent or expired. */
  get(key: string): Promise<Json | undefined>;
  /** Stores a value for `ttl` milliseconds; absent: the adapter's default. */
  put(key: string, value: Json, ttl?: number): Promise<void>;
  del(key: string): Promise<void>;
  /** Removes every entry of this app, and of no other. */
  clear(): Promise<void>;
}
