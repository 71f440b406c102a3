import {
  applyOps,
  compareBySort,
  matches,
  readPath,
  runPipeline,
  StorageError,
  valueKey,
  type FieldOp,
  type Json,
  type QueryHints,
  type SortKey,
  type StorageRows,
  type StoredObject,
  type Where,
} from '@parse/core/adapter';
import type { Changed, ClassFile, ClassFiles } from './class-files.js';
import { refuseUnsupported } from './refuse-unsupported.js';

/** Reading and writing rows. Every change of a class waits for the one before, so each call is atomic. */
export function jsonRows(files: ClassFiles): StorageRows {
  return { ...readingRows(files), ...writingRows(files) };
}

type Reading = 'find' | 'count' | 'distinct' | 'aggregate' | 'explain';

function readingRows(files: ClassFiles): Pick<StorageRows, Reading> {
  const found = (className: string, where: Where, hints?: QueryHints) =>
    matching(files.get(className), where, hints);
  return {
    async find(schema, where, { skip = 0, limit = Infinity, sort = [], hints }) {
      const keys = sort.filter((key): key is SortKey => 'key' in key);
      if (keys.length < sort.length) throw new StorageError('unsupported', 'this store has no text search');
      const rows = found(schema.className, where, hints);
      return rows.toSorted(compareBySort(keys)).slice(skip, skip + limit);
    },

    count: async (schema, where, options) => found(schema.className, where, options?.hints).length,

    async distinct(schema, key, where) {
      const values = found(schema.className, where).flatMap((row) => elementsOf(readPath(row, key)));
      return [...new Map(values.map((value) => [valueKey(value), value] as const)).values()];
    },

    async aggregate(schema, pipeline) {
      const rowsOf = (className: string) => found(className, { op: 'everything' });
      return runPipeline(rowsOf(schema.className), pipeline, { schema, lookup: rowsOf });
    },

    async explain() {
      throw new StorageError('unsupported', 'this store has no explain');
    },
  };
}

function writingRows(files: ClassFiles): Omit<StorageRows, Reading> {
  /** Applies the operations to the first `limit` rows that match and returns them as they are afterwards. */
  const change =
    (className: string, where: Where, ops: readonly FieldOp[], limit: number) =>
    (file: ClassFile | undefined, hints?: QueryHints): Changed<readonly StoredObject[]> => {
      const rows = matching(file, where, hints).slice(0, limit);
      const changed = rows.map((row) => applyOps(row, ops, { inserting: false }));
      return { file: withRows(file, className, changed), result: changed };
    };

  return {
    insert: (schema, object) =>
      files.change(schema.className, (file) => {
        if (file?.rows.has(object.objectId)) throw duplicateId(schema.className);
        return { file: withRows(file, schema.className, [object]), result: undefined };
      }),

    async update(schema, where, ops, options) {
      const changeOne = change(schema.className, where, ops, 1);
      const [row] = await files.change(schema.className, (file) => changeOne(file, options?.hints));
      return row ?? null;
    },

    async updateMany(schema, where, ops) {
      return (await files.change(schema.className, change(schema.className, where, ops, Infinity))).length;
    },

    upsert: (schema, where, object, ops) =>
      files.change(schema.className, (file) => {
        const { file: updated, result } = change(schema.className, where, ops, 1)(file);
        if (result[0]) return { file: updated, result: result[0] };
        if (file?.rows.has(object.objectId)) throw duplicateId(schema.className);
        const row = applyOps(
          object,
          ops.filter(({ op }) => op === 'set-on-insert'),
          { inserting: true },
        );
        return { file: withRows(file, schema.className, [row]), result: row };
      }),

    remove: (schema, where) =>
      files.change(schema.className, (file) => {
        const gone = matching(file, where);
        if (!file || gone.length === 0) return { file, result: 0 };
        const rows = new Map(file.rows);
        for (const { objectId } of gone) rows.delete(objectId);
        return { file: { ...file, rows }, result: gone.length };
      }),
  };
}

/** The rows that satisfy the condition, each parsed anew, so that no caller holds a row of ours. */
function matching(file: ClassFile | undefined, where: Where, hints?: QueryHints): StoredObject[] {
  refuseUnsupported(where);
  return Array.from(file?.rows.values() ?? [], (text) => JSON.parse(text) as StoredObject).filter((row) =>
    matches(row, where, hints),
  );
}

/** The file with these rows in the place of those with their ids, or at the end. */
function withRows(
  file: ClassFile | undefined,
  className: string,
  changed: readonly StoredObject[],
): ClassFile | undefined {
  if (changed.length === 0) return file;
  if (!file) throw new StorageError('class-missing', `class ${className} does not exist`);
  const rows = new Map(file.rows);
  for (const row of changed) rows.set(row.objectId, JSON.stringify(row));
  return { ...file, rows };
}

function elementsOf(value: Json | undefined): readonly Json[] {
  const elements: readonly (Json | undefined)[] = Array.isArray(value) ? value : [value];
  return elements.filter((element) => element !== undefined && element !== null);
}

function duplicateId(className: string): StorageError {
  return new StorageError('duplicate-value', `objectId exists in ${className}`, { fields: ['objectId'] });
}
