import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { FieldSchema, IndexSpec } from '../types/class-schema.js';
import { isJsonObject, nullMap, type Json, type JsonObject } from '../types/json.js';

type Indexes = { readonly [indexName: string]: IndexSpec };

const KINDS = [1, -1, 'text', '2dsphere', '2d', 'hashed'] as const;

/** What a schema request asks of a class's indexes. */
export interface IndexChange {
  readonly add: Indexes;
  readonly remove: readonly string[];
}

/** What the indexes of a request are compared with. */
export interface IndexedClass {
  readonly indexes: Indexes;
  /** The columns as they are after the request. */
  readonly fields: { readonly [field: string]: FieldSchema };
  /** Indexes may name fields the class does not have. */
  readonly anyField?: boolean;
}

/**
 * Reads `indexes` of a schema request: names to `{ field: kind }`, or to a Delete operation. Fails with 102 when
 * an index exists already, does not exist, or names an unknown field.
 */
export function parseIndexChange(input: JsonObject, current: IndexedClass): IndexChange {
  const add = nullMap<IndexSpec>();
  const remove: string[] = [];
  for (const name of Object.keys(input)) {
    const spec = input[name];
    if (!isJsonObject(spec)) throw new ParseError(ErrorCode.InvalidJson, 'invalid JSON');
    const exists = Object.hasOwn(current.indexes, name);
    if (spec.__op === 'Delete') {
      if (!exists) throw refusal(`Index ${name} does not exist, cannot delete.`);
      remove.push(name);
    } else {
      if (exists) throw refusal(`Index ${name} exists, cannot update.`);
      add[name] = parseIndex(name, spec, current);
    }
  }
  return { add, remove };
}

function parseIndex(name: string, input: JsonObject, current: IndexedClass): IndexSpec {
  const keys = Object.keys(input);
  if (name === '' || keys.length === 0) throw refusal(`Index ${name} needs a name and at least one field.`);
  const spec = nullMap<IndexSpec[string]>();
  for (const key of keys) {
    const field = columnKey(key, current);
    const kind = indexKind(input[key] ?? null);
    if (kind === undefined) throw refusal(`Index ${name} has an unknown kind for field ${key}.`);
    spec[field] = kind;
  }
  return spec;
}

/** Pointers may be named `_p_owner`, as MongoDB stores them; what follows a dot lies inside the column. */
function columnKey(key: string, { fields, anyField }: IndexedClass): string {
  const [column = ''] = key.split('.');
  if (anyField === true || (Object.hasOwn(fields, column) && !column.startsWith('_'))) return key;
  const pointer = key.startsWith('_p_') ? key.slice('_p_'.length) : '';
  if (Object.hasOwn(fields, pointer) && fields[pointer]?.type === 'Pointer') return pointer;
  throw refusal(`Field ${key} does not exist, cannot add index.`);
}

function indexKind(kind: Json): IndexSpec[string] | undefined {
  return KINDS.find((known) => known === kind);
}

function refusal(message: string): ParseError {
  return new ParseError(ErrorCode.InvalidQuery, message);
}
