import { assertOpenToClients } from '../access/authorize.js';
import { inSubquery, type RequestContext } from '../context/request-context.js';
import type { FindRequest } from '../query/parse-find-options.js';
import type { FindInput, FindResult } from './find-objects.js';
import type { ObjectFetcher } from './include-pointers.js';

/**
 * How includes read: like any other request of the caller, so that the permissions, ACLs and hidden fields of their own
 * class count. Each object is known by its id, which asks for the right to get it, however many there are: as in Parse,
 * where several are a search all the same in classes that clients may not search.
 */
export function fetchIncluded(
  ctx: RequestContext,
  { includeReadPreference: readPreference }: FindRequest,
  find: (ctx: RequestContext, input: FindInput) => Promise<FindResult>,
): ObjectFetcher {
  return async (className, objectIds, { keys, excludeKeys }) => {
    if (objectIds.length > 1) assertOpenToClients(ctx, className, 'find');
    const only = objectIds.length === 1 ? objectIds[0] : undefined;
    const options = {
      where: { objectId: only ?? { $in: objectIds } },
      ...(keys ? { keys: keys.join(',') } : {}),
      ...(excludeKeys.length > 0 ? { excludeKeys: excludeKeys.join(',') } : {}),
      ...(readPreference === undefined ? {} : { readPreference }),
    };
    const { results } = await find(inSubquery(ctx), {
      className,
      options,
      action: 'get',
      isOfSeveral: only === undefined,
    });
    return results;
  };
}
