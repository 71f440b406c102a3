import type { ClassSchema } from '@parse/core/adapter';
import {
  projection,
  tableLayout,
  type Projection,
  type SqlDialect,
  type TableLayout,
} from '@parse/storage-sql';
import type { Session } from '../connection/session.js';
import { rowMarks } from './fixed-layout.js';
import { tableColumn } from './table-columns.js';
import { readTableFacts, type TableFacts } from './table-facts.js';

/** A class's table as it is in the database, seen through a snapshot of the class. */
export interface Table {
  readonly facts: TableFacts;
  readonly layout: TableLayout;
  readonly all: Projection;
}

/** What is known of the tables, kept until somebody changes them. */
export interface Tables {
  /** The table when all that must be known of it is known. */
  known(schema: ClassSchema): Table | undefined;
  /** The table, asked for where that must be; undefined when there is none. */
  find(schema: ClassSchema, session: Session): Promise<Table | undefined>;
  /** What is known of the class's table no longer holds. */
  forget(className: string): void;
  forgetAll(): void;
}

/** Knows no table yet. */
export function createTables(dialect: SqlDialect): Tables {
  const factsOf = new Map<string, TableFacts>();
  const made = new WeakMap<ClassSchema, Table>();

  const tableOf = (schema: ClassSchema, facts: TableFacts): Table => {
    const known = made.get(schema);
    if (known?.facts === facts) return known;
    const layout = layoutOf(dialect, schema, facts);
    const table = { facts, layout, all: projection(layout) };
    made.set(schema, table);
    return table;
  };

  return {
    known(schema) {
      const facts = factsOf.get(schema.className);
      return facts && tableOf(schema, facts);
    },
    async find(schema, session) {
      let facts = factsOf.get(schema.className);
      if (!facts) {
        facts = await readTableFacts(session, schema.className);
        if (!facts) return undefined;
        factsOf.set(schema.className, facts);
      }
      return tableOf(schema, facts);
    },
    forget: (className) => void factsOf.delete(className),
    forgetAll: () => factsOf.clear(),
  };
}

/** The layout of a class in a table that exists. */
export function layoutOf(dialect: SqlDialect, schema: ClassSchema, facts: TableFacts): TableLayout {
  const { className } = schema;
  return tableLayout(
    {
      ...dialect,
      tableName: () => facts.name,
      column: (field, type) => tableColumn(className, facts, field, type),
      rowMarks: () => rowMarks(facts.columns),
    },
    schema,
  );
}
