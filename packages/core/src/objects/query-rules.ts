import { mayReadEverything, type RequestContext } from '../context/request-context.js';
import type { FindRules } from '../query/parse-find-options.js';
import type { QueryRules } from '../query/parse-where.js';

/** What the caller's conditions may contain. The master key is not limited; see `requestComplexity`. */
export function queryRules(ctx: RequestContext): QueryRules {
  const { queryDepth, subqueryDepth, allowRegex } = ctx.app.settings.requestComplexity;
  const isMaster = mayReadEverything(ctx);
  return {
    depth: isMaster ? -1 : queryDepth,
    subqueryDepth: isMaster ? -1 : subqueryDepth,
    allowRegex: isMaster || allowRegex,
    tellsReason: !ctx.app.settings.enableSanitizedErrorResponse,
    internalFields: ctx.auth.kind === 'maintenance',
    now: ctx.app.now(),
  };
}

const UNLIMITED = { includeDepth: -1, includeCount: -1 };

/** What the caller's other parameters may ask for. */
export function findRules(ctx: RequestContext): FindRules {
  const { defaultLimit, maxLimit, requestComplexity } = ctx.app.settings;
  const isSubquery = ctx.subqueryDepth > 0;
  return {
    // A subquery or include without a limit means all of its rows, whatever a client's own page size is.
    defaultLimit: isSubquery ? Number.POSITIVE_INFINITY : defaultLimit,
    maxLimit: isSubquery ? undefined : maxLimit,
    requestComplexity: mayReadEverything(ctx) ? UNLIMITED : requestComplexity,
  };
}
