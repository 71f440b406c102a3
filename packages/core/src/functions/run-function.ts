import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { FunctionAnswer, FunctionFile } from '../triggers/function-registry.js';
import { runScript } from '../triggers/run-script.js';
import { frozen } from '../types/frozen.js';
import type { JsonObject } from '../types/json.js';

/** Which function to call, with what. */
export interface FunctionInput {
  readonly name: string;
  readonly params: JsonObject;
  /** Absent: none. */
  readonly files?: ReadonlyMap<string, FunctionFile>;
}

/** Calls a function of the app's Cloud Code. Unknown names and failures are ScriptFailed, unless it says otherwise. */
export async function runFunction(
  ctx: RequestContext,
  { name, params, files }: FunctionInput,
): Promise<FunctionAnswer> {
  const handler = ctx.app.functions.functionNamed(name);
  if (!handler) throw new ParseError(ErrorCode.ScriptFailed, `Invalid function: "${name}"`);
  return runScript(ctx.app, `The function ${name}`, () =>
    handler({ ctx, functionName: name, params: frozen(params), ...(files && { files }) }),
  );
}
