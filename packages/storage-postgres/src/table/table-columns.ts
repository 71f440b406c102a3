import type { FieldSchema } from '@parse/core/adapter';
import type { SqlColumn } from '@parse/storage-sql';
import { ACL_COLUMNS, aclColumn } from '../dialect/acl-column.js';
import { postgresColumn } from '../dialect/columns.js';
import { fixedLayout } from './fixed-layout.js';
import { existingName } from './physical-name.js';
import type { TableFacts } from './table-facts.js';

/**
 * How a field lies in a table that exists. Undefined for relations and for a column that is not there yet: nothing was
 * ever stored in it.
 */
export function tableColumn(
  className: string,
  { columns }: TableFacts,
  field: string,
  schema: FieldSchema,
): SqlColumn | undefined {
  if (schema.type === 'Relation') return undefined;
  const fixed = fixedLayout(className);
  if (schema.type === 'ACL')
    return ACL_COLUMNS.every((name) => columns.has(name)) ? aclColumn : absent(aclColumn);
  const name = existingName(field, (physical) => columns.has(physical));
  if (name !== undefined) return postgresColumn({ field, schema, name, storedType: columns.get(name) });
  const column = postgresColumn({ field, schema, name: field });
  if (!column) return undefined;
  if (field === 'objectId') return { ...column, names: [fixed?.objectId ?? 'ctid::text'], computed: true };
  return fixed ? absent(column) : undefined;
}

/** A column that a table has no place for: always unset. */
function absent(column: SqlColumn): SqlColumn {
  const names = column.names.map(() => 'NULL');
  return { ...column, names, selected: names, sorted: names, computed: true };
}
