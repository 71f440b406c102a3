import type { Json, JsonObject } from './json.js';

/** The type names of Parse schemas. */
export type FieldTypeName =
  | 'String'
  | 'Number'
  | 'Boolean'
  | 'Date'
  | 'Object'
  | 'Array'
  | 'GeoPoint'
  | 'Polygon'
  | 'File'
  | 'Bytes'
  | 'ACL'
  | 'Pointer'
  | 'Relation';

/** One column of a class. */
export interface FieldSchema {
  readonly type: FieldTypeName;
  /** The class a `Pointer` or `Relation` refers to; absent for every other type. */
  readonly targetClass?: string;
  readonly required?: boolean;
  /** Value in wire form given to new objects that leave the field out. */
  readonly defaultValue?: Json;
}

/**
 * An index: field (or dot path) to `1`, `-1`, `'text'` or `'2dsphere'`. Adapters ignore kinds they have
 * no use for, never fail on them.
 */
export interface IndexSpec {
  readonly [field: string]: 1 | -1 | 'text' | '2dsphere' | '2d' | 'hashed';
}

/** Options of an index that is not a plain one. */
export interface IndexOptions {
  readonly unique?: boolean;
  /** Rows without a value take part in no uniqueness check. */
  readonly sparse?: boolean;
  readonly caseInsensitive?: boolean;
  /** Seconds after the value of a Date field when the store may remove the row by itself. */
  readonly expireAfterSeconds?: number;
}

/** The class-level actions that permissions name. */
export type ClassAction = 'find' | 'count' | 'get' | 'create' | 'update' | 'delete' | 'addField';

/** Who may perform one class-level action. Keys beside the three named are user ids and `role:Name`. */
export interface ActionPermission {
  readonly requiresAuthentication?: true;
  readonly pointerFields?: readonly string[];
  readonly [principal: string]: true | readonly string[] | undefined;
}

/** Class-level permissions (CLP). An absent action means nobody but the master key. */
export interface ClassPermissions {
  readonly find?: ActionPermission;
  readonly count?: ActionPermission;
  readonly get?: ActionPermission;
  readonly create?: ActionPermission;
  readonly update?: ActionPermission;
  readonly delete?: ActionPermission;
  readonly addField?: ActionPermission;
  readonly readUserFields?: readonly string[];
  readonly writeUserFields?: readonly string[];
  /** Entity (`*`, `authenticated`, `role:X`, `userField:ptr`, user id) to fields hidden from it. */
  readonly protectedFields?: { readonly [entity: string]: readonly string[] };
  /** Default ACL of new objects; `currentUser` stands for the creator. */
  readonly ACL?: JsonObject;
}

/**
 * A class as adapters see it: every field, those of the system and internal ones (`_hashed_password`) included.
 * Snapshots are immutable and shared between requests.
 */
export interface ClassSchema {
  readonly className: string;
  readonly fields: { readonly [field: string]: FieldSchema };
  readonly permissions: ClassPermissions;
  readonly indexes: { readonly [indexName: string]: IndexSpec };
}
