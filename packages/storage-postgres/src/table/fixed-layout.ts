import { quoteName, type RowMarks } from '@parse/storage-sql';

/** A table whose columns are given, whatever its class declares: no object id of its own, no times, no ACL. */
export interface FixedLayout {
  /** Columns with their types; other fields of the class are not stored. */
  readonly columns: { readonly [column: string]: string };
  readonly primaryKey: readonly string[];
  /** What stands in for the object id, where no column holds it. */
  readonly objectId?: string;
}

/** The column that lists the fields which hold null: made when the first null is stored, invisible to parse-server. */
export const NULLS_COLUMN = '_null_fields';

/** The tables that parse-server lays out in a way of its own; undefined for ordinary classes. */
export function fixedLayout(className: string): FixedLayout | undefined {
  return className.startsWith('_Join:') ? JOIN : FIXED.get(className);
}

/** How rows are told apart in a table with these columns. */
export function rowMarks(columns: { has(name: string): boolean }): RowMarks {
  return {
    rowId: columns.has('objectId') ? quoteName('objectId') : 'ctid',
    insertionOrder: undefined,
    nulls: columns.has(NULLS_COLUMN) ? quoteName(NULLS_COLUMN) : undefined,
  };
}

const JOIN: FixedLayout = {
  columns: { relatedId: 'varchar(120)', owningId: 'varchar(120)' },
  primaryKey: ['relatedId', 'owningId'],
  objectId: `("owningId" || ':' || "relatedId")`,
};

const FIXED: ReadonlyMap<string, FixedLayout> = new Map<string, FixedLayout>([
  [
    '_Hooks',
    {
      columns: { functionName: 'text', className: 'text', triggerName: 'text', url: 'text' },
      primaryKey: [],
      objectId: `coalesce("functionName", "className" || '.' || "triggerName")`,
    },
  ],
  [
    '_GlobalConfig',
    { columns: { objectId: 'text', params: 'jsonb', masterKeyOnly: 'jsonb' }, primaryKey: ['objectId'] },
  ],
  ['_GraphQLConfig', { columns: { objectId: 'text', config: 'jsonb' }, primaryKey: ['objectId'] }],
]);
