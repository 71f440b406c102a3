import { inSubquery, type RequestContext } from '../context/request-context.js';
import type { FindRequest } from '../query/parse-find-options.js';
import type { FindInput, FindResult } from './find-objects.js';
import type { ObjectFetcher } from './include-pointers.js';

/**
 * How includes read: like any other request of the caller, one object by `get`, several by `find`, so that the
 * permissions, ACLs and hidden fields of their own class count.
 */
export function fetchIncluded(
  ctx: RequestContext,
  { includeReadPreference: readPreference }: FindRequest,
  find: (ctx: RequestContext, input: FindInput) => Promise<FindResult>,
): ObjectFetcher {
  return async (className, objectIds, { keys, excludeKeys }) => {
    const only = objectIds.length === 1 ? objectIds[0] : undefined;
    const action = only === undefined ? 'find' : 'get';
    const options = {
      where: { objectId: only ?? { $in: objectIds } },
      ...(keys ? { keys: keys.join(',') } : {}),
      ...(excludeKeys.length > 0 ? { excludeKeys: excludeKeys.join(',') } : {}),
      ...(readPreference === undefined ? {} : { readPreference }),
    };
    const { results } = await find(inSubquery(ctx), { className, options, action });
    return results;
  };
}
