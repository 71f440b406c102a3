import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { checkQueryLimits } from '../query/query-limits.js';
import { isJsonObject, type JsonObject } from '../types/json.js';
import type { ClassRules } from './class-rules.js';
import { valueOf } from './write-draft.js';

/**
 * What the server does around `_Audience`: its `query` is the JSON text of a condition on `_Installation`. A text
 * that nobody can read back would make an audience that can be listed but never be sent to, and one that is nested
 * too deeply not even that.
 */
export const audienceRules: ClassRules = {
  beforeWrite: (_ctx, draft) => {
    const query = valueOf(draft, 'query');
    if (typeof query === 'string') checkQueryLimits(parseObject(query), { depth: -1 });
    return draft;
  },
};

function parseObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isJsonObject(value)) return value;
  throw new ParseError(ErrorCode.InvalidJson, 'query must be the JSON text of an object.');
}
