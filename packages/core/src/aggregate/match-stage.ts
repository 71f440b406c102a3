import { ParseError } from '../errors/parse-error.js';
import { StorageError } from '../errors/storage-error.js';
import { matches } from '../query/matches.js';
import { parseWhere } from '../query/parse-where.js';
import { conditionKeys, mapLeaves } from '../query/walk-where.js';
import type { ClassSchema } from '../types/class-schema.js';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { Condition, LinkCondition, Where } from '../types/where.js';
import { documentPath } from './document-path.js';
import { compileExpression } from './expression.js';
import { invalidPipeline } from './expression-types.js';
import {
  scopeOf,
  specObject,
  type PipelineDocument,
  type StageCompiler,
  type StageContext,
} from './stage-types.js';
import { isTrue } from './typed-values.js';

/** `$match`: the documents that satisfy a query in the language of `where`, and an `$expr`. */
export const compileMatch: StageCompiler = (spec, context) => {
  const { $expr: expression = true, ...query } = specObject('$match', spec);
  const holds = compileExpression(expression);
  const schema = matchSchema(context);
  const where = compileQuery(schema, query);
  return (documents) =>
    documents.filter((document) => matches(rowOf(document), where) && isTrue(holds(scopeOf(document))));
};

/**
 * The condition on rows that a `$match` at the head of a pipeline is, for stores that find the rows by an index before
 * the other stages run. Undefined when it takes more than columns to decide it.
 */
export function matchCondition(spec: Json, schema: ClassSchema): Where | undefined {
  if (!isJsonObject(spec) || Object.hasOwn(spec, '$expr')) return undefined;
  const where = compileQuery(
    { ...schema, fields: { ...schema.fields, [DOCUMENT]: { type: 'Object' } } },
    spec,
  );
  return conditionKeys(where).some(({ field }) => field === DOCUMENT) ? undefined : where;
}

/**
 * Where a query finds values that are not in a column of the class, or no longer: below this column, which holds
 * the whole document. No client can name it.
 */
const DOCUMENT = 'document__';

function matchSchema({ schema, hasColumns }: StageContext): ClassSchema {
  const columns = hasColumns ? schema.fields : {};
  return { ...schema, fields: { ...columns, [DOCUMENT]: { type: 'Object' } } };
}

function rowOf(document: PipelineDocument): StoredObject {
  const objectId = typeof document.objectId === 'string' ? document.objectId : '';
  return { ...document, objectId, [DOCUMENT]: document };
}

function compileQuery(schema: ClassSchema, query: JsonObject): Where {
  try {
    const parsed = parseWhere(schema, withPlaces(schema, query, 0), RULES);
    return mapLeaves(parsed, (leaf) => {
      if (isLink(leaf)) throw invalidPipeline('$match cannot hold subqueries or relations');
      return leaf;
    });
  } catch (cause) {
    if (ParseError.isInstance(cause)) throw new StorageError('invalid-query', cause.message, { cause });
    throw cause;
  }
}

function isLink(leaf: Condition | LinkCondition): leaf is LinkCondition {
  return ['in-query', 'select', 'related-to', 'relation-holds'].includes(leaf.op);
}

const RULES = { depth: -1, allowRegex: true, internalFields: true } as const;

const MAX_DEPTH = 100;

/** The query with the names of fields resolved to columns, or to places in the document. */
function withPlaces(schema: ClassSchema, query: JsonObject, depth: number): JsonObject {
  if (depth > MAX_DEPTH) throw invalidPipeline('$match is nested too deeply');
  return Object.fromEntries(
    Object.entries(query).map(([key, value]) => {
      if (key.startsWith('$')) return [key, withPlacesInside(schema, value, depth + 1)];
      const [field = '', ...path] = documentPath(key);
      const isColumn = field !== DOCUMENT && Object.hasOwn(schema.fields, field);
      return [[...(isColumn ? [] : [DOCUMENT]), field, ...path].join('.'), withWireDates(value, 0)];
    }),
  );
}

function withPlacesInside(schema: ClassSchema, value: Json, depth: number): Json {
  if (!isJsonArray(value)) return value;
  return value.map((branch) => (isJsonObject(branch) ? withPlaces(schema, branch, depth) : branch));
}

/** Dates as MongoDB's tools write them, `{ $date: … }`, in wire form. */
function withWireDates(value: Json, depth: number): Json {
  if (depth > MAX_DEPTH) throw invalidPipeline('$match is nested too deeply');
  if (isJsonArray(value)) return value.map((element) => withWireDates(element, depth + 1));
  if (!isJsonObject(value)) return value;
  if (Object.hasOwn(value, '$date')) return compileExpression(value)(scopeOf({})) ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, withWireDates(entry, depth + 1)] as const),
  );
}
