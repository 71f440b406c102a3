import type { Logger } from '../adapters/logger.js';
import type { StorageAdapter } from '../adapters/storage-adapter.js';
import { StorageError } from '../errors/storage-error.js';
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
   * A promise to wait for when the classes may have changed; undefined when not. It rejects when the database is away:
   * who has waited for it once need not wait for it again with each of its own questions. It is asked again after
   * `ttl`; until then the classes known so far serve on, as they do when they cannot be read for another reason.
   */
  freshen(): Promise<void> | undefined;
  /** Reads every class as it is at the time of the call or later. */
  reload(): Promise<void>;
}

/** An empty snapshot. */
export function createSchemaSnapshot(options: SchemaSnapshotOptions): SchemaSnapshot {
  const { storage, logger, now, ttl } = options;
  const classes = createClassMap();
  const watched = storage.capabilities.watchClasses;
  let readAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  let expired = true;
  let freshening: Promise<void> | undefined;

  const reads = oneAtATime(async () => {
    const startedAt = now().getTime();
    expired = false;
    try {
      const isWhole = await classes.replace(() => storage.loadClasses());
      if (!isWhole) expired = true;
      readAt = startedAt;
    } catch (error) {
      expired = true;
      throw error;
    }
  });

  function isFresh(): boolean {
    const time = now().getTime();
    if (time - failedAt < ttl) return true;
    return !expired && (watched || time - readAt < ttl);
  }

  const expire = () => {
    expired = true;
  };
  return {
    get: (className) => classes.get(className),
    all: () => classes.all().filter((schema) => !isJoinClass(schema.className)),
    change: changesNotedIn(classes, expire),
    drop: (className) => classes.note(className, undefined),
    expire,
    freshen() {
      if (isFresh()) return undefined;
      freshening ??= reads
        .join()
        .catch((error: unknown) => {
          failedAt = now().getTime();
          logger.log('warn', 'classes could not be read again', { error });
          if (isAway(error)) throw error;
        })
        .finally(() => {
          freshening = undefined;
        });
      return freshening;
    },
    reload: () => reads.startNext(),
  };
}

function isAway(error: unknown): boolean {
  return StorageError.isInstance(error) && (error.kind === 'connection' || error.kind === 'timeout');
}

interface ClassMap {
  get(className: string): ClassSchema | undefined;
  all(): readonly ClassSchema[];
  /** The class as it is now; undefined: it is gone. */
  note(className: string, schema: ClassSchema | undefined): void;
  /**
   * Takes over what `load` brings, except for classes that were noted meanwhile, which it may or may not have seen;
   * false when there were any.
   */
  replace(load: () => Promise<readonly ClassSchema[]>): Promise<boolean>;
}

function createClassMap(): ClassMap {
  const classes = new Map<string, ClassSchema>();
  let noted: Map<string, ClassSchema | undefined> | undefined;

  function set(className: string, schema: ClassSchema | undefined): void {
    if (schema) classes.set(className, schema);
    else classes.delete(className);
  }

  return {
    get: (className) => classes.get(className),
    all: () => Array.from(classes.values()),
    note(className, schema) {
      noted?.set(className, schema);
      set(className, schema);
    },
    async replace(load) {
      const meanwhile = new Map<string, ClassSchema | undefined>();
      noted = meanwhile;
      try {
        const loaded = await load();
        classes.clear();
        for (const schema of loaded) classes.set(schema.className, complete(schema));
        for (const [className, schema] of meanwhile) set(className, schema);
      } finally {
        noted = undefined;
      }
      return meanwhile.size === 0;
    },
  };
}

interface Reads {
  /** The read under way, or a new one. */
  join(): Promise<void>;
  /** A read that starts after this call; callers who wait for the same one share it. */
  startNext(): Promise<void>;
}

/** Reads that follow one another, so that no later one is overtaken by an earlier one. */
function oneAtATime(read: () => Promise<void>): Reads {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function start(): Promise<void> {
    next = undefined;
    current = read().finally(() => {
      current = undefined;
    });
    return current;
  }

  return {
    join: () => current ?? start(),
    startNext() {
      if (!current) return start();
      next ??= current.then(start, start);
      return next;
    },
  };
}

/** Answers of changes side by side may arrive in another order than the changes were made in; then `expire`. */
function changesNotedIn(classes: ClassMap, expire: () => void): SchemaSnapshot['change'] {
  let underWay = 0;
  let overlapping = false;
  return async (work) => {
    underWay += 1;
    if (underWay > 1) overlapping = true;
    try {
      const completed = complete(await work());
      classes.note(completed.className, completed);
      return completed;
    } finally {
      underWay -= 1;
      if (overlapping) expire();
      if (underWay === 0) overlapping = false;
    }
  };
}

function complete(schema: ClassSchema): ClassSchema {
  return isJoinClass(schema.className) ? schema : withSystemFields(schema);
}
