import type { ClassSchema } from '@parse/core/adapter';
import { projection, tableLayout, type Projection, type SqlDialect, type TableLayout } from '@parse/storage-sql';

/** A class's table and the projection of all its columns. */
export interface Table {
  readonly layout: TableLayout;
  readonly all: Projection;
}

/** Makes the table of a schema snapshot, once per snapshot. */
export function tableCache(dialect: SqlDialect): (schema: ClassSchema) => Table {
  const tables = new WeakMap<ClassSchema, Table>();
  return (schema) => {
    let table = tables.get(schema);
    if (!table) {
      const layout = tableLayout(dialect, schema);
      table = { layout, all: projection(layout) };
      tables.set(schema, table);
    }
    return table;
  };
}
