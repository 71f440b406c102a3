import { ForbiddenError } from '../errors/forbidden-error.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { mayReadEverything, type RequestContext } from './request-context.js';

/** Lets only the keys pass that may read (or, with `write`, change) everything. */
export function requireMaster(ctx: RequestContext, rights: { readonly write: boolean }): void {
  if (!mayReadEverything(ctx)) {
    throw forbidden(ctx, 'unauthorized: master key is required');
  }
  if (rights.write && ctx.auth.kind === 'read-only-master') {
    throw forbidden(ctx, "read-only masterKey isn't allowed to perform this operation.");
  }
}

/** A refusal without a Parse code: the reason goes to the client only when errors are not sanitised. */
export function forbidden(ctx: RequestContext, reason: string): ForbiddenError {
  const sanitized = ctx.app.settings.enableSanitizedErrorResponse;
  return new ForbiddenError(sanitized ? 'Permission denied' : reason, reason);
}

/** A refusal with a Parse code; the reason goes to the client only when errors are not sanitised. */
export function denied(
  ctx: RequestContext,
  reason: string,
  code: number = ErrorCode.OperationForbidden,
): ParseError {
  const sanitized = ctx.app.settings.enableSanitizedErrorResponse;
  return new ParseError(code, sanitized ? 'Permission denied' : reason, { logMessage: reason });
}
