import type { Json, JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type {
  ClassPermissions,
  ClassSchema,
  FieldSchema,
  IndexOptions,
  IndexSpec,
} from '../types/class-schema.js';
import type { FieldPath, Where } from '../types/where.js';
import type { FieldOp } from '../types/field-op.js';
import type { FindOptions, QueryHints } from '../types/query.js';
import type { Adapter } from './adapter.js';

/**
 * What a store can do. A capability declared `true` is proved by the conformance kit and cannot be skipped there;
 * one declared `false` must make the call throw `StorageError('unsupported')`, never do something else.
 */
export interface StorageCapabilities {
  /** `transaction` is atomic and isolated. False: batches with `transaction: true` are refused. */
  readonly transactions: boolean;
  /** The `text` condition and sorting by its score. */
  readonly textSearch: boolean;
  /** The geo conditions `near`, `within-*` and `contains-point`. */
  readonly geo: boolean;
  /** The `regex` conditions, on an engine whose running time is bounded. */
  readonly regex: boolean;
  /** `aggregate`. False: answered with CommandUnavailable. */
  readonly aggregate: boolean;
  /** `explain`. */
  readonly explain: boolean;
  /** `ensureIndex` with `unique`. False: uniqueness of user names is checked, but racers can break it. */
  readonly uniqueIndexes: boolean;
  /** `hints.caseInsensitive`. False: the engine treats names as case sensitive. */
  readonly caseInsensitive: boolean;
  /** Without an order, and among ties, rows come in the order they were inserted. False: in any order. */
  readonly insertionOrder: boolean;
  /**
   * Rows whose `expireAfterSeconds` index has passed disappear by themselves. False: they stay; the engine compares
   * the date itself and relies on no removal.
   */
  readonly expiry: boolean;
  /** `watchClasses` reports schema changes made by other processes. False: the engine reads them again at intervals. */
  readonly watchClasses: boolean;
}

/** An index to have. */
export interface IndexDefinition {
  readonly name: string;
  readonly keys: IndexSpec;
  readonly options?: IndexOptions;
}

/** Changes to one class, applied together or not at all. */
export interface ClassChange {
  /**
   * Columns to have. One that exists with the same type is left alone, one that exists with another type fails
   * the whole change with `field-conflict`: of two racers with different types exactly one wins. So does a second
   * GeoPoint column.
   */
  readonly addFields?: { readonly [field: string]: FieldSchema };
  /** New `required` and `defaultValue` of existing columns (the type stays). */
  readonly changeFields?: { readonly [field: string]: FieldSchema };
  /** Columns to drop with all their values; unknown ones are ignored. */
  readonly removeFields?: readonly string[];
  /** Replaces the class-level permissions. */
  readonly permissions?: ClassPermissions;
  readonly addIndexes?: { readonly [indexName: string]: IndexSpec };
  readonly removeIndexes?: readonly string[];
}

/** How an update is answered. */
export interface UpdateOptions {
  /** Top-level fields the caller needs back; absent: all. `objectId` is always returned. */
  readonly fields?: readonly string[];
  readonly hints?: QueryHints;
}

/** Options of `aggregate`. */
export interface AggregateOptions {
  readonly hints?: QueryHints;
  /** Values as the store holds them, not in wire form. Stores without such a difference ignore it. */
  readonly rawValues?: boolean;
  /** Field names as the store holds them. */
  readonly rawFieldNames?: boolean;
}

/**
 * Reading and writing rows. Objects are in the form of `StoredObject`, conditions in the form of `Where`,
 * whose meaning is that of `matches`. Every field named in an object, an operation or a condition's `key.schema`
 * is a column of `schema`, and columns that `schema` does not name are neither read nor returned. The engine has
 * already checked rights, names and types; the store keeps no secrets and runs no rules. All failures are
 * `StorageError`s.
 *
 * Left to the store: the order of objects, of arrays that hold any, and of pointers, files, bytes and polygons among
 * themselves; the scores of texts, and the words it takes for one another; points on the very edge of a shape or
 * distance. A store that cannot keep the character NUL in a string refuses the call with `invalid-query`.
 */
export interface StorageRows {
  /**
   * Stores a new row. Fails with `duplicate-value` when the objectId or a unique index value exists.
   */
  insert(schema: ClassSchema, object: StoredObject): Promise<void>;

  /** The rows that satisfy the condition. A class that was never created has no rows. */
  find(schema: ClassSchema, where: Where, options: FindOptions): Promise<StoredObject[]>;

  /** How many rows satisfy the condition. */
  count(schema: ClassSchema, where: Where, options?: { readonly hints?: QueryHints }): Promise<number>;

  /**
   * Changes one row that satisfies the condition and returns it as it is afterwards; null when no row does.
   * One conditional write: two callers racing on the same guard cannot both succeed. Operations are applied in
   * order; an operation on a value it does not fit (increment of a string) fails with `invalid-query` and
   * changes nothing.
   */
  update(
    schema: ClassSchema,
    where: Where,
    ops: readonly FieldOp[],
    options?: UpdateOptions,
  ): Promise<StoredObject | null>;

  /** Changes every row that satisfies the condition; returns how many. Each row changes atomically. */
  updateMany(schema: ClassSchema, where: Where, ops: readonly FieldOp[]): Promise<number>;

  /**
   * Applies `ops` to one row that satisfies the condition, or, when none does, stores `object` with the
   * `set-on-insert` operations applied. Returns the row as it is afterwards. Racers insert at most one row when
   * the condition pins a unique index.
   */
  upsert(
    schema: ClassSchema,
    where: Where,
    object: StoredObject,
    ops: readonly FieldOp[],
  ): Promise<StoredObject>;

  /** Removes every row that satisfies the condition; returns how many. */
  remove(schema: ClassSchema, where: Where): Promise<number>;

  /**
   * The distinct set values of a field among matching rows, unset and null left out; the elements of arrays count
   * as values. In any order.
   */
  distinct(schema: ClassSchema, key: FieldPath, where: Where): Promise<Json[]>;

  /**
   * Runs an aggregation pipeline of MongoDB's stages over Parse field names (`objectId`, `createdAt`, pointers in
   * wire form). A stage or expression that the store does not know fails with `invalid-query` naming it. The rows are
   * shown without their ACL, and the group of an empty text, list or object has objectId null, as Parse Server does.
   */
  aggregate(
    schema: ClassSchema,
    pipeline: readonly JsonObject[],
    options: AggregateOptions,
  ): Promise<JsonObject[]>;

  /** How the store would answer a find, in a form of its own. */
  explain(schema: ClassSchema, where: Where, options: FindOptions): Promise<Json>;
}

/** A database. See `docs/adapters/write-a-storage-adapter.md`; proved by `runStorageConformance`. */
export interface StorageAdapter extends Adapter<'storage'>, StorageRows {
  readonly capabilities: StorageCapabilities;

  /**
   * Stores several new rows in as few trips as it can. Each stands or fails alone, as by `insert`: the answer holds per
   * object, in their order, what its row failed with, or undefined. Of objects that a unique index keeps apart one is
   * stored, whichever it is. It is for stores that gain from it: absent, rows are stored one by one.
   */
  insertMany?(schema: ClassSchema, objects: readonly StoredObject[]): Promise<readonly (Error | undefined)[]>;

  open: NonNullable<Adapter<'storage'>['open']>;
  close: NonNullable<Adapter<'storage'>['close']>;

  /** Every class the database holds. */
  loadClasses(): Promise<ClassSchema[]>;

  /** Creates a class, its columns and indexes; fails with `class-exists`. Returns the class as stored. */
  createClass(schema: ClassSchema): Promise<ClassSchema>;

  /** Changes a class atomically; fails with `class-missing`. Returns the class as it is afterwards. */
  changeClass(className: string, change: ClassChange): Promise<ClassSchema>;

  /** Drops a class with all its rows; a class that does not exist is no error. */
  deleteClass(className: string): Promise<void>;

  /** Calls back after another process changed a class. Absent when the capability is false. */
  watchClasses?(onChange: () => void): Promise<() => Promise<void>>;

  /**
   * Makes sure the index exists; one that already does is left alone. Fails with `duplicate-value` when rows break
   * a unique index. These indexes are the engine's own and do not show in `ClassSchema.indexes`.
   */
  ensureIndex(schema: ClassSchema, index: IndexDefinition): Promise<void>;

  /**
   * Runs `work` with rows that belong to one transaction: all of its writes become visible together when the
   * promise resolves, none when it rejects (the rejection is passed on). Fails with `write-conflict` when it lost
   * a race. Calls on the adapter itself meanwhile are outside the transaction.
   */
  transaction<T>(work: (rows: StorageRows) => Promise<T>): Promise<T>;
}
