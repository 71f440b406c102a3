import {
  lookupClasses,
  matchCondition,
  runPipeline,
  type JsonObject,
  type StoredObject,
} from '@parse/core/adapter';
import { loadClass } from '../schema/class-documents.js';
import type { Tables } from '../table/tables.js';
import type { TableAccess } from './access.js';
import { findRows } from './find-rows.js';

/**
 * Runs a pipeline by core's implementation over the rows of the class and of those it looks up. A `$match` at its head
 * is left to SQL, so that only the rows it finds are read.
 */
export async function aggregateRows(
  access: TableAccess,
  tables: Tables,
  pipeline: readonly JsonObject[],
): Promise<JsonObject[]> {
  const { schema } = access.table.layout;
  const others = new Map<string, readonly StoredObject[]>();
  for (const className of lookupClasses(pipeline)) {
    const other = await loadClass(access.session, className);
    const table = other && (await tables.find(other, access.session));
    if (table) others.set(className, await findRows({ ...access, table }, { op: 'everything' }, {}));
  }
  const context = { schema, lookup: (className: string) => others.get(className) ?? [] };
  const [first = {}, ...rest] = pipeline;
  const isMatch = Object.keys(first).join() === '$match';
  const where = isMatch ? matchCondition(first.$match ?? null, schema) : undefined;
  const rows = await findRows(access, where ?? { op: 'everything' }, {});
  return runPipeline(rows, where ? rest : pipeline, context);
}
