import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { Json, JsonObject } from '../types/json.js';
import { findObjects } from './find-objects.js';

/** Which object to get, and the request's parameters as they came. */
export interface GetInput {
  readonly className: string;
  readonly objectId: string;
  readonly options: { readonly [option: string]: Json };
}

/** The parameters that mean something for one object. */
const PARAMETERS: ReadonlySet<string> = new Set([
  'keys',
  'include',
  'excludeKeys',
  'readPreference',
  'includeReadPreference',
  'subqueryReadPreference',
]);

/** Gets one object as the caller; ObjectNotFound when there is none that the caller may read. */
export async function getObject(ctx: RequestContext, input: GetInput): Promise<JsonObject> {
  const { className, objectId, options } = input;
  if (Object.keys(options).some((name) => !PARAMETERS.has(name))) {
    throw new ParseError(ErrorCode.InvalidQuery, 'Improper encode of parameter');
  }
  const query = Object.assign({}, options, { where: { objectId }, limit: 1 });
  const { results } = await findObjects(ctx, { className, options: query, action: 'get' });
  const [object] = results;
  if (!object) throw new ParseError(ErrorCode.ObjectNotFound, 'Object not found.');
  if (className !== '_User' || ctx.auth.kind !== 'user' || ctx.auth.userId !== objectId) return object;
  return { ...object, sessionToken: ctx.auth.sessionToken };
}
