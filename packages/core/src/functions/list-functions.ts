import { requireMaster } from '../context/require-master.js';
import type { RequestContext } from '../context/request-context.js';
import type { JsonObject } from '../types/json.js';

/** The functions that there are, by name, with what is known of their parameters. With the master key only. */
export function listFunctions(ctx: RequestContext): readonly JsonObject[] {
  requireMaster(ctx, { write: false });
  const { functions } = ctx.app;
  return functions.functionNames().map((functionName) => {
    const fields = functions.parametersOf(functionName);
    return { functionName, ...(fields && { fields }) };
  });
}
