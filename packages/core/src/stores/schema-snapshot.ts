import type { Logger } from '../adapters/logger.js';
import type { StorageAdapter } from '../adapters/storage-adapter.js';
import { isJoinClass } from '../schema/join-class.js';
import { withSystemFields } from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';

/** What a snapshot works with. */
export interface SchemaSnapshotOptions {
  readonly storage: StorageAdapter;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Milliseconds; see `AppSettings.schemaCacheTtl`. */
  readonly ttl: number;
}

/** The classes as last read, kept in step with what this process changes itself. */
export interface SchemaSnapshot {
  get(className: string): ClassSchema | undefined;
  all(): readonly ClassSchema[];
  /** Changes a class in the store and notes it as it is then; returns it with the columns of the system. */
  change(work: () => Promise<ClassSchema>): Promise<ClassSchema>;
  drop(className: string): void;
  /** Another process changed something. */
  expire(): void;
  /**
   * A promise to wait for when the classes may have changed; undefined when not. It never rejects: a database that
   * is away is asked again after `ttl`, and the classes known so far serve on.
   */
  freshen(): Promise<void> | undefined;
  /** Reads every class as it is at the time of the call or later. */
  reload(): Promise<void>;
}

/** An empty snapshot. */
export function createSchemaSnapshot({ storage, logger, now, ttl }: SchemaSnapshotOptions): SchemaSnapshot {
  const classes = new Map<string, ClassSchema>();
  const watched = storage.capabilities.watchClasses;
  /** What changed while a read was under way, which the read may or may not have seen. */
  const changed = new Map<string, ClassSchema | undefined>();
  let readAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  let expired = true;
  let reading: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let freshening: Promise<void> | undefined;
  let changing = 0;
  let overlapping = false;

  async function read(): Promise<void> {
    const startedAt = now().getTime();
    changed.clear();
    expired = false;
    try {
      const loaded = await storage.loadClasses();
      classes.clear();
      for (const schema of loaded) classes.set(schema.className, complete(schema));
    } catch (error) {
      expired = true;
      throw error;
    }
    readAt = startedAt;
    if (changed.size === 0) return;
    expired = true;
    for (const [className, schema] of changed) apply(className, schema);
  }

  function note(className: string, schema: ClassSchema | undefined): void {
    if (reading) changed.set(className, schema);
    apply(className, schema);
  }

  function apply(className: string, schema: ClassSchema | undefined): void {
    if (schema) classes.set(className, schema);
    else classes.delete(className);
  }

  function start(): Promise<void> {
    reading = read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  /** One read at a time: a later one cannot be overtaken by an earlier one. */
  function reload(): Promise<void> {
    if (!reading) return start();
    next ??= reading
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  }

  function isFresh(): boolean {
    const time = now().getTime();
    if (time - failedAt < ttl) return true;
    return !expired && (watched || time - readAt < ttl);
  }

  return {
    get: (className) => classes.get(className),
    all: () => Array.from(classes.values()).filter((schema) => !isJoinClass(schema.className)),
    async change(work) {
      changing += 1;
      if (changing > 1) overlapping = true;
      try {
        const completed = complete(await work());
        note(completed.className, completed);
        return completed;
      } finally {
        changing -= 1;
        // Answers of changes side by side may arrive in another order than the changes were made in.
        if (overlapping) expired = true;
        if (changing === 0) overlapping = false;
      }
    },
    drop: (className) => note(className, undefined),
    expire: () => {
      expired = true;
    },
    freshen() {
      if (isFresh()) return undefined;
      freshening ??= (reading ?? start())
        .catch((error: unknown) => {
          failedAt = now().getTime();
          logger.log('warn', 'classes could not be read again', { error });
        })
        .finally(() => {
          freshening = undefined;
        });
      return freshening;
    },
    reload,
  };
}

function complete(schema: ClassSchema): ClassSchema {
  return isJoinClass(schema.className) ? schema : withSystemFields(schema);
}
