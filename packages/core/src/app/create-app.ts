import type { Adapter, AdapterKind } from '../adapters/adapter.js';
import { adapterProblems } from '../adapters/assert-adapter.js';
import type { CacheAdapter } from '../adapters/cache-adapter.js';
import type { EmailAdapter } from '../adapters/email-adapter.js';
import type { FilesAdapter } from '../adapters/files-adapter.js';
import type { Logger } from '../adapters/logger.js';
import type { PubSubAdapter } from '../adapters/pubsub-adapter.js';
import type { StorageAdapter } from '../adapters/storage-adapter.js';
import type { PasswordHasher } from '../adapters/password-hasher.js';
import { createAppKeys, type KeyOptions } from '../context/app-keys.js';
import { ConfigError } from '../errors/config-error.js';
import { createEventPublisher } from '../events/event-publisher.js';
import { applyDefinedSchemas, type DefinedSchemasOptions } from '../schemas/defined-schemas.js';
import { createHookRegistry } from '../triggers/hook-registry.js';
import { loadWebhooks } from '../hooks/load-webhooks.js';
import { groupInserts } from '../stores/group-inserts.js';
import { createMailer } from '../stores/mailer.js';
import { createRoleStore } from '../stores/role-store.js';
import { createSchemaStore } from '../stores/schema-store.js';
import { createSessionStore } from '../stores/session-store.js';
import { createFunctionRegistry } from '../triggers/function-registry.js';
import { createTriggerRegistry } from '../triggers/registry.js';
import { defaultSettings, type AppSettings } from '../types/app-settings.js';
import { isoWriter } from '../types/iso-text.js';
import type { App } from '../context/app.js';
import { usedProviders, type GivenProviders } from './auth-providers.js';
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
  readonly email?: EmailAdapter;
  /** The services that users log in by, by the names in `authData`. */
  readonly authProviders?: GivenProviders;
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
 * Checks the options, opens the adapters and prepares the database. Throws one `ConfigError` that lists every problem
 * of the options before anything is opened; a failure half-way closes what was opened.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { appId, storage, logger = silentLogger, now = () => new Date() } = options;
  const settings: AppSettings = { ...defaultSettings, ...options.settings };
  const cache = options.cache ?? memoryCache({ maxEntries: CACHE_ENTRIES, ttl: settings.cacheTTL });
  const pubsub = options.pubsub ?? localPubSub();
  const { files, email, watchedClasses = [] } = options;
  const problems: string[] = [];
  const keys = attempt(problems, () => createAppKeys(options.keys, now));
  const adapters = attempt(problems, () => usedAdapters({ storage, cache, pubsub, files, email }));
  const events = attempt(problems, () => createEventPublisher({ appId, pubsub, logger, watchedClasses }));
  const providers = attempt(problems, () =>
    usedProviders(options.authProviders ?? {}, settings, email !== undefined),
  );
  if (!keys || !adapters || !events || !providers) throw new ConfigError(problems);

  const opened = await openAll([...adapters, ...new Set(providers.values())], { appId, logger });
  try {
    const schemas = await createSchemaStore({ storage, logger, now, ttl: settings.schemaCacheTtl });
    opened.push(schemas);
    const mail = email && createMailer({ adapter: email, logger });
    if (mail) opened.push({ close: () => mail.settled() });
    const hooks = createHookRegistry({ appId, pubsub, logger });
    opened.push(hooks);
    const app: App = {
      appId,
      keys,
      settings,
      storage,
      groupedRows: groupInserts(storage),
      cache,
      pubsub,
      files,
      mail,
      logger,
      passwords: options.passwords,
      authProviders: providers,
      now,
      isoNow: isoClock(options.now),
      schemas,
      sessions: createSessionStore({ storage, cache, schemas, settings, now }),
      roles: createRoleStore({ storage, cache, schemas, ttl: settings.cacheTTL }),
      hooks,
      triggers: createTriggerRegistry(hooks.triggers),
      functions: createFunctionRegistry(hooks.functions),
      events,
      close: () => closeAll(opened),
    };
    await prepareSystemClasses(app);
    await hooks.open(() => loadWebhooks(app));
    if (options.definedSchemas) await applyDefinedSchemas(app, options.definedSchemas);
    return Object.freeze(app);
  } catch (error) {
    await closeQuietly(opened, logger);
    throw error;
  }
}

/** What `make` makes; undefined when the options do not allow it, for the reasons added to `problems`. */
function attempt<T>(problems: string[], make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!ConfigError.isInstance(error)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

interface GivenAdapters {
  readonly storage: StorageAdapter;
  readonly cache: CacheAdapter;
  readonly pubsub: PubSubAdapter;
  readonly files: FilesAdapter | undefined;
  readonly email: EmailAdapter | undefined;
}

function usedAdapters(given: GivenAdapters): readonly Adapter<AdapterKind>[] {
  const problems = [
    ...adapterProblems('storage', given.storage),
    ...adapterProblems('cache', given.cache),
    ...adapterProblems('pubsub', given.pubsub),
    ...(given.files ? adapterProblems('files', given.files) : []),
    ...(given.email ? adapterProblems('email', given.email) : []),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  const { storage, cache, pubsub, files, email } = given;
  return [storage, cache, pubsub, files, email].filter((adapter) => adapter !== undefined);
}

/** What an app has opened. */
interface Closable {
  close?(): Promise<void>;
}

/** Opens in order and returns what was opened; a failure closes it again. */
async function openAll(
  adapters: readonly Adapter<AdapterKind>[],
  context: { readonly appId: string; readonly logger: Logger },
): Promise<Closable[]> {
  const opened: Closable[] = [];
  try {
    for (const adapter of adapters) {
      await adapter.open?.(context);
      opened.push(adapter);
    }
  } catch (error) {
    await closeQuietly(opened, context.logger);
    throw error;
  }
  return opened;
}

/** Closes in reverse order, each once. One that fails keeps none of the others open; the first failure is thrown. */
async function closeAll(opened: Closable[]): Promise<void> {
  const failures: unknown[] = [];
  for (let next = opened.pop(); next; next = opened.pop()) {
    try {
      await next.close?.();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** After a failure that says more than a second one would. */
async function closeQuietly(opened: Closable[], logger: Logger): Promise<void> {
  try {
    await closeAll(opened);
  } catch (error) {
    logger.log('error', 'what was opened could not be closed', { error });
  }
}

/** Every write is told the time. */
function isoClock(now: AppOptions['now']): () => string {
  const write = isoWriter();
  const msNow = now ? () => now().getTime() : () => Date.now();
  return () => {
    const ms = msNow();
    return write(ms) ?? new Date(ms).toISOString();
  };
}
