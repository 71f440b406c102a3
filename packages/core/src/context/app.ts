import type { AuthProvider } from '../adapters/auth-provider.js';
import type { CacheAdapter } from '../adapters/cache-adapter.js';
import type { FilesAdapter } from '../adapters/files-adapter.js';
import type { Logger } from '../adapters/logger.js';
import type { PubSubAdapter } from '../adapters/pubsub-adapter.js';
import type { StorageAdapter, StorageRows } from '../adapters/storage-adapter.js';
import type { PasswordHasher } from '../adapters/password-hasher.js';
import type { AppKeys } from '../context/app-keys.js';
import type { EventPublisher } from '../events/event-publisher.js';
import type { HookRegistry } from '../triggers/hook-registry.js';
import type { Mailer } from '../stores/mailer.js';
import type { RoleStore } from '../stores/role-store.js';
import type { SchemaStore } from '../stores/schema-store.js';
import type { SessionStore } from '../stores/session-store.js';
import type { FunctionRegistry } from '../triggers/function-registry.js';
import type { TriggerRegistry } from '../triggers/registry.js';
import type { AppSettings } from '../types/app-settings.js';

/** One Parse app: its adapters, settings and stores. Immutable; two apps in one process share nothing. */
export interface App {
  readonly appId: string;
  readonly keys: AppKeys;
  readonly settings: AppSettings;
  readonly storage: StorageAdapter;
  /** The rows of the store for requests that are made at once, see `groupInserts`. */
  readonly groupedRows: StorageRows;
  readonly cache: CacheAdapter;
  readonly pubsub: PubSubAdapter;
  readonly files: FilesAdapter | undefined;
  /** Undefined when the app has nothing to send mail with. */
  readonly mail: Mailer | undefined;
  readonly logger: Logger;
  readonly passwords: PasswordHasher;
  /** The services that users log in by, by the names in `authData`. */
  readonly authProviders: ReadonlyMap<string, AuthProvider>;
  /** The time; tests give their own. */
  readonly now: () => Date;
  /** The same as the text of a date on the wire. */
  readonly isoNow: () => string;
  readonly schemas: SchemaStore;
  readonly sessions: SessionStore;
  readonly roles: RoleStore;
  /** Those of Cloud Code, and before them those of other servers. */
  readonly triggers: TriggerRegistry;
  readonly functions: FunctionRegistry;
  /** What other servers do for the app. */
  readonly hooks: HookRegistry;
  readonly events: EventPublisher;
  /** Finishes what is under way and closes the adapters, last opened first. */
  close(): Promise<void>;
}
