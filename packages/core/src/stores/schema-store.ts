import { sameType } from '../schema/schema-mismatch.js';
import type { ClassChange } from '../adapters/storage-adapter.js';
import { StorageError } from '../errors/storage-error.js';
import { JOIN_INDEXES, joinSchema } from '../schema/join-class.js';
import { systemSchema, SYSTEM_CLASSES } from '../schema/system-classes.js';
import type { ClassSchema, FieldSchema } from '../types/class-schema.js';
import { ensureIndex, type IndexTarget } from './ensure-index.js';
import { createSchemaSnapshot, type SchemaSnapshot, type SchemaSnapshotOptions } from './schema-snapshot.js';

/**
 * The classes of an app. Reads answer from an immutable snapshot without I/O; `freshen` keeps it in step with
 * other processes. No access is checked here: a schema is needed to know what the access rules are.
 */
export interface SchemaStore {
  /** The class, system columns included; for a system class that was never created, how it would be. */
  get(className: string): ClassSchema | undefined;
  /** Whether the class has been created. */
  has(className: string): boolean;
  /** Every created class except join classes, in the order of creation. */
  all(): readonly ClassSchema[];
  /** A promise to wait for when the snapshot may be too old, see `SchemaSnapshot`; undefined when it is not. */
  freshen(): Promise<void> | undefined;
  /** Reads every class again. */
  reload(): Promise<void>;
  /** The class, created first when it has to be. Racing callers create it once. */
  ensure(schema: ClassSchema): Promise<ClassSchema>;
  /** Creates a class; fails with `StorageError('class-exists')`. */
  create(schema: ClassSchema): Promise<ClassSchema>;
  change(className: string, change: ClassChange): Promise<ClassSchema>;
  remove(className: string): Promise<void>;
  /** The join class of a relation column, created with its indexes when it has to be. */
  ensureJoin(key: string, className: string): Promise<ClassSchema>;
  close(): Promise<void>;
}

/** Loads the classes and watches for changes made by other processes. */
export async function createSchemaStore(options: SchemaSnapshotOptions): Promise<SchemaStore> {
  const { storage } = options;
  const snapshot = createSchemaSnapshot(options);
  // Watched first: a change between the two would be seen by neither.
  const stopWatching = await storage.watchClasses?.(() => snapshot.expire());
  await snapshot.reload();
  const makeIndexes = indexMaker(options);
  const store: SchemaStore = {
    get: (className) => snapshot.get(className) ?? systemSchema(className),
    has: (className) => snapshot.get(className) !== undefined,
    all: () => snapshot.all(),
    freshen: () => snapshot.freshen(),
    reload: () => snapshot.reload(),
    ensure: (schema) => ensureClass(store, makeIndexes, snapshot, schema),
    create: (schema) =>
      snapshot.change(async () => {
        const created = await storage.createClass(schema);
        await makeIndexes(created);
        return created;
      }),
    change: (className, change) => snapshot.change(() => storage.changeClass(className, change)),
    remove: async (className) => {
      await storage.deleteClass(className);
      snapshot.drop(className);
    },
    ensureJoin: (key, className) => ensureJoin(options, snapshot, joinSchema(key, className)),
    close: async () => stopWatching?.(),
  };
  return store;
}

/**
 * The two racers' difference is only who creates; both go on with the class as it is then, indexes included, since
 * the rows that each of them is about to insert rely on those. Fails with `field-conflict` when the other one gave a
 * column another type.
 */
async function ensureClass(
  store: SchemaStore,
  makeIndexes: IndexMaker,
  snapshot: SchemaSnapshot,
  schema: ClassSchema,
): Promise<ClassSchema> {
  const known = snapshot.get(schema.className);
  if (known) return known;
  try {
    return await store.create(schema);
  } catch (error) {
    if (!isClassExists(error)) throw error;
  }
  await makeIndexes(schema);
  await snapshot.reload();
  const differing = differingFields(snapshot.get(schema.className), schema);
  return differing
    ? store.change(schema.className, { addFields: differing })
    : (snapshot.get(schema.className) ?? schema);
}

type IndexMaker = (schema: ClassSchema) => Promise<void>;

/** Makes the indexes of system classes. Racers wait for one making, as databases do it one after the other. */
function indexMaker(target: IndexTarget): IndexMaker {
  const underWay = new Map<string, Promise<void>>();
  return (schema) => {
    const { className } = schema;
    const making =
      underWay.get(className) ??
      ensureSystemIndexes(target, schema).finally(() => underWay.delete(className));
    underWay.set(className, making);
    return making;
  };
}

async function ensureSystemIndexes(target: IndexTarget, schema: ClassSchema): Promise<void> {
  for (const index of SYSTEM_CLASSES.get(schema.className)?.indexes ?? []) {
    await ensureIndex(target, schema, index);
  }
}

async function ensureJoin(
  target: SchemaSnapshotOptions,
  snapshot: SchemaSnapshot,
  schema: ClassSchema,
): Promise<ClassSchema> {
  if (snapshot.get(schema.className)) return schema;
  return snapshot.change(async () => {
    try {
      await target.storage.createClass(schema);
    } catch (error) {
      if (!isClassExists(error)) throw error;
    }
    for (const index of JOIN_INDEXES) await ensureIndex(target, schema, index);
    return schema;
  });
}

function isClassExists(error: unknown): boolean {
  return StorageError.isInstance(error) && error.kind === 'class-exists';
}

/** Those the stored class does not have as they are wanted, whose change fails where that cannot be. */
function differingFields(
  stored: ClassSchema | undefined,
  wanted: ClassSchema,
): Record<string, FieldSchema> | undefined {
  const columns = stored?.fields ?? {};
  const differing = Object.entries(wanted.fields).filter(([field, column]) => {
    const other = Object.hasOwn(columns, field) ? columns[field] : undefined;
    return !other || !sameType(other, column);
  });
  return differing.length > 0 ? Object.fromEntries(differing) : undefined;
}
