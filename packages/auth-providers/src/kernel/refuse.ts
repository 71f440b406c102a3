import { AdapterError, ErrorCode, ParseError } from '@parse/core/adapter';

/** The error of a proof that does not hold. Clients get the same one whatever is wrong with it. */
export function refusal(provider: string, cause?: unknown): ParseError {
  return new ParseError(ErrorCode.ObjectNotFound, `${provider} auth is invalid for this user.`, { cause });
}

/**
 * The error of a service that cannot tell: it is away, slow, or answers nonsense. It is logged, and clients are
 * answered in general terms. `what` names no token.
 */
export function trouble(provider: string, what: string, cause?: unknown): AdapterError {
  return new AdapterError(provider, what, { cause });
}
