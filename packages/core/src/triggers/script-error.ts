import { ErrorCode, type ParseErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';

/**
 * Whatever Cloud Code threw, as the error that the client gets: a ParseError as it is, everything else with its
 * text and the code for failed scripts.
 */
export function scriptError(error: unknown, code: ParseErrorCode = ErrorCode.ScriptFailed): ParseError {
  if (ParseError.isInstance(error)) return error;
  return new ParseError(code, textOfThrown(error) || 'Script failed.', { cause: error });
}

function textOfThrown(error: unknown): string {
  if (typeof error === 'string') return error;
  if (typeof error === 'object' && error !== null) {
    const { message } = error as { readonly message?: unknown };
    return typeof message === 'string' ? message : '';
  }
  return typeof error === 'number' || typeof error === 'boolean' ? String(error) : '';
}
