import type { WriteTarget } from '../classes/class-rules.js';
import { rulesFor } from '../classes/rules-for.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';

/** The class of a row, and under what condition the caller may write it. */
export interface WritableRow {
  readonly schema: ClassSchema;
  readonly where: Where;
}

/**
 * The row as it is before it is written, which the rules of its class let the caller write. Its condition is that of the
 * write, so that the read checks the caller's rights; ObjectNotFound when there is none.
 */
export async function loadOriginal(
  ctx: RequestContext,
  target: WriteTarget,
  { schema, where }: WritableRow,
): Promise<StoredObject> {
  const [row] = await ctx.rows.find(schema, where, { limit: 1 });
  await rulesFor(schema.className).authorizeRow?.(ctx, target, row);
  if (row) return row;
  const purpose = target.draft ? '' : ' for delete';
  throw new ParseError(ErrorCode.ObjectNotFound, `Object not found${purpose}.`);
}
