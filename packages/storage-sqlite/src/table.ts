import { nullMap, type ClassSchema, type FieldSchema } from '@parse/core/adapter';
import {
  projection,
  tableLayout,
  type Projection,
  type SqlDialect,
  type TableLayout,
} from '@parse/storage-sql';

/** A class's table and the projection of all its columns. */
export interface Table {
  readonly layout: TableLayout;
  readonly all: Projection;
}

/** The tables of schema snapshots. */
export interface Tables {
  /** The table of a snapshot, made once per snapshot. */
  of(schema: ClassSchema): Table;
  /** Makes a snapshot that another change of the class has overtaken mean what is left of it. */
  refresh(schema: ClassSchema, current: ClassSchema): void;
}

/** Tables of the dialect, none made yet. */
export function createTables(dialect: SqlDialect): Tables {
  const tables = new WeakMap<ClassSchema, Table>();
  const make = (schema: ClassSchema): Table => {
    const layout = tableLayout(dialect, schema);
    return { layout, all: projection(layout) };
  };
  return {
    of(schema) {
      let table = tables.get(schema);
      if (!table) {
        table = make(schema);
        tables.set(schema, table);
      }
      return table;
    },
    refresh(schema, current) {
      tables.set(schema, make({ ...current, fields: sharedFields(schema, current) }));
    },
  };
}

function sharedFields(schema: ClassSchema, current: ClassSchema): ClassSchema['fields'] {
  const shared = nullMap<FieldSchema>();
  for (const [name, field] of Object.entries(schema.fields)) {
    if (Object.hasOwn(current.fields, name) && current.fields[name]?.type === field.type)
      shared[name] = field;
  }
  return shared;
}
