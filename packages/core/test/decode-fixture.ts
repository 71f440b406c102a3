import { ParseError } from '../src/errors/parse-error.js';
import { applyOps } from '../src/ops/apply-ops.js';
import { decodeWrite, type WriteRules } from '../src/ops/decode-write.js';
import { compileDenylist, DEFAULT_DENYLIST } from '../src/ops/keyword-denylist.js';
import { withSystemFields } from '../src/schema/system-classes.js';
import type { ClassSchema, FieldSchema } from '../src/types/class-schema.js';
import type { Json, JsonObject } from '../src/types/json.js';

const fields: Record<string, FieldSchema> = {
  n: { type: 'Number' },
  s: { type: 'String' },
  l: { type: 'Array' },
  o: { type: 'Object' },
  d: { type: 'Date' },
  p: { type: 'Pointer', targetClass: 'Other' },
  r: { type: 'Relation', targetClass: 'Other' },
};

/** A class with a column of most types. */
export const schema: ClassSchema = withSystemFields({
  className: 'Game',
  fields,
  permissions: {},
  indexes: {},
});

export const denied = compileDenylist(DEFAULT_DENYLIST);

/** What ordinary clients may do. */
export const creating: WriteRules = { creating: true, depth: 100, denied };
export const updating: WriteRules = { ...creating, creating: false };

/** The fields of the object that a body makes. */
export function stored(body: JsonObject, rules: WriteRules = creating): Json {
  const { ops } = decodeWrite(schema, body, rules);
  const { objectId: _, ...rest } = applyOps({ objectId: '' }, ops, { inserting: rules.creating });
  return JSON.parse(JSON.stringify(rest));
}

/** How a body is refused. */
export function failure(body: JsonObject, rules: WriteRules = creating): { code: number; message: string } {
  try {
    decodeWrite(schema, body, rules);
  } catch (error) {
    if (ParseError.isInstance(error)) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error(`accepted ${JSON.stringify(body)}`);
}

/** A pointer as clients send it. */
export function pointer(className: string, objectId: string): JsonObject {
  return { __type: 'Pointer', className, objectId };
}
