import { ForbiddenError } from '../errors/forbidden-error.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import type { RequestContext } from './request-context.js';

/** What a caller must be allowed to do. */
export interface MasterRights {
  readonly write: boolean;
  /** What is refused to the read-only master key, for example `purge a class`. */
  readonly action?: string;
}

/**
 * Lets only the master key pass, and for reading the read-only one. Everybody else gets a ForbiddenError; a writing
 * read-only key gets OperationForbidden. The maintenance key repairs objects and opens none of these doors.
 */
export function requireMaster(ctx: RequestContext, { write, action }: MasterRights): void {
  const { kind } = ctx.auth;
  if (kind === 'master' || (kind === 'read-only-master' && !write)) return;
  if (kind !== 'read-only-master') throw forbidden(ctx, 'unauthorized: master key is required');
  throw denied(ctx, `read-only masterKey isn't allowed to ${action ?? 'perform this operation'}.`);
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
