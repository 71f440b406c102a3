import type { ClassSchema, FieldSchema } from '@parse/core/adapter';

/** How one column of a class is stored. */
export interface StoredColumn {
  readonly field: string;
  /** The key in documents; the columns without one of their own are not listed in `ClassLayout.columns`. */
  readonly stored: string;
  readonly schema: FieldSchema;
  /** Dates and the like are stored as they are sent: parse-server does not translate what the configuration holds. */
  readonly keepsWireForm: boolean;
}

/** Where a class keeps what. */
export interface ClassLayout {
  readonly schema: ClassSchema;
  readonly columns: ReadonlyMap<string, StoredColumn>;
  readonly byStoredName: ReadonlyMap<string, StoredColumn>;
  /** Users keep the data of each provider under a key of its own instead of one `authData`. */
  readonly spreadsAuthData: boolean;
}

/** What the key of a provider's data begins with. */
export const AUTH_DATA_PREFIX = '_auth_data_';

/** The keys that together hold the ACL. */
export const ACL_KEYS = ['_wperm', '_rperm', '_acl'] as const;

/** The layout of a class; worked out once per schema snapshot. */
export function layoutOf(schema: ClassSchema): ClassLayout {
  let layout = layouts.get(schema);
  if (!layout) {
    layout = createLayout(schema);
    layouts.set(schema, layout);
  }
  return layout;
}

/** The key that documents of a class hold a column under. */
export function storedName(className: string, field: string, column: FieldSchema | undefined): string {
  const everywhere = RENAMED.get(field) ?? RENAMED_IN.get(className)?.get(field);
  if (everywhere !== undefined) return everywhere;
  return column?.type === 'Pointer' ? `_p_${field}` : field;
}

const layouts = new WeakMap<ClassSchema, ClassLayout>();

const RENAMED: ReadonlyMap<string, string> = new Map([
  ['objectId', '_id'],
  ['createdAt', '_created_at'],
  ['updatedAt', '_updated_at'],
]);

const RENAMED_IN: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['_Session', new Map([['sessionToken', '_session_token']])],
  [
    '_Audience',
    new Map([
      ['lastUsed', '_last_used'],
      ['timesUsed', 'times_used'],
    ]),
  ],
]);

function createLayout(schema: ClassSchema): ClassLayout {
  const spreadsAuthData = schema.className === '_User' && Object.hasOwn(schema.fields, 'authData');
  const keepsWireForm = schema.className === '_GlobalConfig';
  const columns = new Map<string, StoredColumn>();
  for (const [field, column] of Object.entries(schema.fields)) {
    if (column.type === 'Relation' || column.type === 'ACL' || (spreadsAuthData && field === 'authData'))
      continue;
    const stored = storedName(schema.className, field, column);
    columns.set(field, { field, stored, schema: column, keepsWireForm });
  }
  const byStoredName = new Map(Array.from(columns.values(), (column) => [column.stored, column] as const));
  return { schema, columns, byStoredName, spreadsAuthData };
}
