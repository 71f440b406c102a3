import {
  applyOps,
  readPath,
  runPipeline,
  StorageError,
  type FieldOp,
  type StorageRows,
  type StoredObject,
} from '@parse/core/adapter';
import { dropRow, putRow, type View } from './database.js';
import { distinctValues } from './distinct-values.js';
import { findCopies, findRows, firstMatch, pick, pinnedObjectId } from './find-rows.js';
import { frozenRow } from './frozen-value.js';

/**
 * Reading and writing the rows of one view. Every method does its work before it first yields, so each call is
 * atomic. Results are fresh objects whose values are frozen and shared with the table.
 */
export function createRows(view: View): StorageRows {
  return { ...readingRows(view), ...writingRows(view) };
}

type Reading = 'find' | 'count' | 'distinct' | 'aggregate' | 'explain';

function readingRows(view: View): Pick<StorageRows, Reading> {
  return {
    find: async (schema, where, options) => findCopies(view.tables.get(schema.className), where, options),

    count: async (schema, where, options = {}) =>
      findRows(view.tables.get(schema.className), where, options).length,

    distinct: async (schema, key, where) => {
      const rows = findRows(view.tables.get(schema.className), where, {});
      return distinctValues(rows.map((row) => readPath(row, key)));
    },

    aggregate: async (schema, pipeline) => {
      const rowsOf = (className: string) => Array.from(view.tables.get(className)?.rows.values() ?? []);
      return runPipeline(rowsOf(schema.className), pipeline, { schema, lookup: rowsOf });
    },

    explain: async (schema, where, options) => ({
      plan: pinnedObjectId(where) === undefined ? 'scan of the class' : 'look-up by objectId',
      rows: view.tables.get(schema.className)?.rows.size ?? 0,
      sorted: (options.sort ?? []).length > 0,
    }),
  };
}

function writingRows(view: View): Omit<StorageRows, Reading> {
  return {
    insert: async (schema, object) => {
      insertRow(view, schema.className, object);
    },

    update: async (schema, where, ops, options) => {
      const row = firstMatch(view.tables.get(schema.className), where, options?.hints);
      if (!row) return null;
      return pick(changeRow(view, schema.className, row, ops), options?.fields);
    },

    updateMany: async (schema, where, ops) => {
      const rows = findRows(view.tables.get(schema.className), where, {});
      for (const row of rows) changeRow(view, schema.className, row, ops);
      return rows.length;
    },

    upsert: async (schema, where, object, ops) => {
      const row = firstMatch(view.tables.get(schema.className), where);
      if (row) return pick(changeRow(view, schema.className, row, ops));
      const onInsert = ops.filter(({ op }) => op === 'set-on-insert');
      return pick(insertRow(view, schema.className, applyOps(object, onInsert, { inserting: true })));
    },

    remove: async (schema, where) => {
      const rows = findRows(view.tables.get(schema.className), where, {});
      for (const row of rows) dropRow(view, schema.className, row);
      return rows.length;
    },
  };
}

function insertRow(view: View, className: string, object: StoredObject): StoredObject {
  if (view.tables.get(className)?.rows.has(object.objectId)) {
    throw new StorageError('duplicate-value', `objectId exists in ${className}`, { fields: ['objectId'] });
  }
  const row = frozenRow(object);
  putRow(view, className, row);
  return row;
}

function changeRow(view: View, className: string, row: StoredObject, ops: readonly FieldOp[]): StoredObject {
  const changed = frozenRow(applyOps(row, ops, { inserting: false }), row);
  putRow(view, className, changed);
  return changed;
}
