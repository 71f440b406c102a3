import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';

/** The answer to guesses within a transaction: undoing it would undo that they are counted. */
export function notInTransaction(): ParseError {
  return new ParseError(ErrorCode.OperationForbidden, 'Log-in is not possible within a transaction.');
}
