import type { CacheAdapter } from '../../adapters/cache-adapter.js';
import { frozen } from '../../types/frozen.js';
import type { Json } from '../../types/json.js';

/** How much a memory cache keeps. */
export interface MemoryCacheOptions {
  /** Entries; the ones used longest ago go first. */
  readonly maxEntries: number;
  /** Milliseconds an entry without a time of its own is kept. */
  readonly ttl: number;
}

interface Entry {
  readonly value: Json;
  readonly until: number;
}

/**
 * A cache in this process's memory; the default. Every reader gets the value that was put, and not a copy: it is
 * frozen for that.
 */
export function memoryCache({ maxEntries, ttl }: MemoryCacheOptions): CacheAdapter {
  // A Map iterates in order of insertion: an entry read is put in again, so the first one is the least used. As long as
  // none has to go soon, their order can wait.
  const entries = new Map<string, Entry>();
  const isFilling = () => entries.size > maxEntries / 2;
  return {
    kind: 'cache',
    name: 'memory',
    spec: 'cache/1',
    get(key) {
      const entry = entries.get(key);
      if (!entry) return Promise.resolve(undefined);
      if (entry.until <= performance.now()) {
        entries.delete(key);
        return Promise.resolve(undefined);
      }
      if (isFilling()) {
        entries.delete(key);
        entries.set(key, entry);
      }
      return Promise.resolve(entry.value);
    },
    put(key, value, keepFor = ttl) {
      entries.delete(key);
      entries.set(key, { value: frozen(value), until: performance.now() + keepFor });
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
      return Promise.resolve();
    },
    del(key) {
      entries.delete(key);
      return Promise.resolve();
    },
    clear() {
      entries.clear();
      return Promise.resolve();
    },
  };
}
