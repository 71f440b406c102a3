import { ErrorCode, ParseError, scriptError, type ParseErrorCode } from '@parse/core';
import { sdk } from './sdk.js';

/** What a handler threw, as the engine's error: errors of the SDK keep their code. */
export function scriptFailure(error: unknown, code: ParseErrorCode = ErrorCode.ScriptFailed): ParseError {
  if (error instanceof sdk.Error && Number.isInteger(error.code)) {
    return new ParseError(error.code, textOf(error.message), { cause: error });
  }
  return scriptError(error, code);
}

/** The SDK takes anything for a message. */
function textOf(message: unknown): string {
  if (message === undefined) return '';
  return typeof message === 'string' ? message : JSON.stringify(message);
}
