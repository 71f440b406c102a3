import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isJsonObject } from '../types/json.js';
import type { ClassRules } from './class-rules.js';
import { valueOf } from './write-draft.js';

/**
 * What the server does around `_Audience`: its `query` is the JSON text of a condition on `_Installation`. A text
 * that nobody can read back would make an audience that can be listed but never be sent to.
 */
export const audienceRules: ClassRules = {
  beforeWrite: (_ctx, draft) => {
    const query = valueOf(draft, 'query');
    if (typeof query === 'string' && !isTextOfObject(query)) {
      throw new ParseError(ErrorCode.InvalidJson, 'query must be the JSON text of an object.');
    }
    return draft;
  },
};

function isTextOfObject(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text));
  } catch {
    return false;
  }
}
