import type { ClassSchema, Json, StorageAdapter, StorageCapabilities } from '@parse/core/adapter';
import type { ClassFields, Rows } from './fixture.js';

/** One behaviour that every storage adapter has. */
export interface StorageCase {
  /** Says the behaviour; unique, since skip lists name cases by it. */
  readonly name: string;
  /** Capabilities without which the case does not apply. */
  readonly needs?: readonly (keyof StorageCapabilities)[];
  /** Applies only where this capability is declared false. */
  readonly refuses?: keyof StorageCapabilities;
  /** Applies only where the kit is told how to `reopen` the database. */
  readonly reopens?: true;
  /** Applies only where the adapter has this method, which not all need to have. */
  readonly method?: 'insertMany';
  readonly run: (ctx: StorageCaseContext) => Promise<void>;
}

/** Reads what the database itself holds for a row, past the adapter; for checks of a storage format. */
export type StorageProbe = (className: string, objectId: string) => Promise<Json>;

/** What a case works with. */
export interface StorageCaseContext {
  readonly storage: StorageAdapter;
  /** Creates a class with these columns under a name that no other case has. */
  readonly createClass: (fields: ClassFields, name?: string) => Promise<ClassSchema>;
  /**
   * A class with these columns and rows. Cases that ask for the same share it, as making classes takes most of the
   * time on real databases: they leave its rows as they are.
   */
  readonly sharedClass: (fields: ClassFields, rows: Rows) => Promise<ClassSchema>;
  /** The schema `createClass` would create, not created. */
  readonly schemaOf: (fields: ClassFields, name?: string) => ClassSchema;
  /** Another adapter object over the same database, once the given one was closed; absent when there is no such thing. */
  readonly reopen: (() => Promise<StorageAdapter>) | undefined;
  readonly probe: StorageProbe | undefined;
}

/** A list of cases; checks that it is one where it is written. */
export function defineCases(cases: readonly StorageCase[]): readonly StorageCase[] {
  return cases;
}
