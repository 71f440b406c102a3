import type { Adapter, AdapterKind } from '../adapters/adapter.js';
import { adapterProblems } from '../adapters/assert-adapter.js';
import type { CacheAdapter } from '../adapters/cache-adapter.js';
import type { FilesAdapter } from '../adapters/files-adapter.js';
import type { Logger } from '../adapters/logger.js';
import type { PubSubAdapter } from '../adapters/pubsub-adapter.js';
import type { StorageAdapter } from '../adapters/storage-adapter.js';
import type { PasswordHasher } from '../adapters/password-hasher.js';
import { createAppKeys, type KeyOptions } from '../context/app-keys.js';
import { ConfigError } from '../errors/config-error.js';
import { createEventPublisher } from '../events/event-publisher.js';
import { applyDefinedSchemas, type DefinedSchemasOptions } from '../schemas/defined-schemas.js';
import { createRoleStore } from '../stores/role-store.js';
import { createSchemaStore } from '../stores/schema-store.js';
import { createSessionStore } from '../stores/session-store.js';
import { createTriggerRegistry } from '../triggers/registry.js';
import { defaultSettings, type AppSettings } from '../types/app-settings.js';
import type { App } from '../context/app.js';
import { localPubSub } from './defaults/local-pubsub.js';
import { memoryCache } from './defaults/memory-cache.js';
import { silentLogger } from './defaults/silent-logger.js';
import { prepareSystemClasses } from './system-storage.js';

/** What an app is made of. */
export interface AppOptions {
  readonly appId: string;
  readonly keys: KeyOptions;
  readonly storage: StorageAdapter;
  readonly passwords: PasswordHasher;
  /** Default: the memory of this process. */
  readonly cache?: CacheAdapter;
  /** Default: inside this process. */
  readonly pubsub?: PubSubAdapter;
  readonly files?: FilesAdapter;
  /** Default: silence. */
  readonly logger?: Logger;
  readonly now?: () => Date;
  readonly settings?: Partial<AppSettings>;
  readonly definedSchemas?: DefinedSchemasOptions;
  /** Classes whose writes are published for live queries; regular expressions over the whole name. */
  readonly watchedClasses?: readonly string[];
}

const CACHE_ENTRIES = 10_000;

/**
 * Checks the adapters, opens them and prepares the database. Throws one `ConfigError` that lists every problem of
 * the options; a failure half-way closes what was opened.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { appId, storage, logger = silentLogger, now = () => new Date() } = options;
  const settings: AppSettings = { ...defaultSettings, ...options.settings };
  const cache = options.cache ?? memoryCache({ maxEntries: CACHE_ENTRIES, ttl: settings.cacheTTL });
  const pubsub = options.pubsub ?? localPubSub();
  const keys = createAppKeys(options.keys, now);
  const adapters = usedAdapters({ storage, cache, pubsub, files: options.files });

  const close = await openAll(adapters, { appId, logger });
  try {
    const schemas = await createSchemaStore({ storage, logger, now, ttl: settings.schemaCacheTtl });
    const app: App = {
      appId,
      keys,
      settings,
      storage,
      cache,
      pubsub,
      files: options.files,
      logger,
      passwords: options.passwords,
      now,
      schemas,
      sessions: createSessionStore({ storage, cache, schemas, settings, now }),
      roles: createRoleStore({ storage, cache, schemas, ttl: settings.cacheTTL }),
      triggers: createTriggerRegistry(),
      events: createEventPublisher({ appId, pubsub, logger, watchedClasses: options.watchedClasses ?? [] }),
      close: async () => {
        await schemas.close();
        await close();
      },
    };
    await prepareSystemClasses(app);
    if (options.definedSchemas) await applyDefinedSchemas(app, options.definedSchemas);
    return Object.freeze(app);
  } catch (error) {
    await close();
    throw error;
  }
}

interface GivenAdapters {
  readonly storage: StorageAdapter;
  readonly cache: CacheAdapter;
  readonly pubsub: PubSubAdapter;
  readonly files: FilesAdapter | undefined;
}

function usedAdapters(given: GivenAdapters): readonly Adapter<AdapterKind>[] {
  const problems = [
    ...adapterProblems('storage', given.storage),
    ...adapterProblems('cache', given.cache),
    ...adapterProblems('pubsub', given.pubsub),
    ...(given.files ? adapterProblems('files', given.files) : []),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  const { storage, cache, pubsub, files } = given;
  return files ? [storage, cache, pubsub, files] : [storage, cache, pubsub];
}

/** Opens in order and returns the function that closes in reverse order. */
async function openAll(
  adapters: readonly Adapter<AdapterKind>[],
  context: { readonly appId: string; readonly logger: Logger },
): Promise<() => Promise<void>> {
  const opened: Adapter<AdapterKind>[] = [];
  const close = async () => {
    for (let adapter = opened.pop(); adapter; adapter = opened.pop()) await adapter.close?.();
  };
  try {
    for (const adapter of adapters) {
      await adapter.open?.(context);
      opened.push(adapter);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return close;
}
