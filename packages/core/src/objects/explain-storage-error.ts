import type { ClassRules } from '../classes/class-rules.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { StorageError } from '../errors/storage-error.js';

/**
 * Runs work on the store and turns its failures into what Parse answers; rules may refine. The store's own words
 * stay in `cause` for the log, except where a StorageError kind promises that they are for the client.
 */
export function explainStorageErrors<T>(rules: ClassRules | undefined, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (!StorageError.isInstance(error)) throw error;
    throw rules?.explainError?.(error) ?? explainStorageError(error);
  });
}

/** What Parse answers for a failure of the store that no operation has explained. The failure is its `cause`. */
export function explainStorageError(error: StorageError): ParseError {
  const details = { cause: error };
  switch (error.kind) {
    case 'duplicate-value':
      return new ParseError(
        ErrorCode.DuplicateValue,
        'A duplicate value for a field with unique values was provided',
        details,
      );
    case 'invalid-query':
      return new ParseError(ErrorCode.InvalidQuery, error.message, details);
    case 'value-refused':
      return new ParseError(ErrorCode.ValidationError, 'A rule of the database refuses the values.', details);
    case 'not-permitted':
      return new ParseError(
        ErrorCode.OperationForbidden,
        'The database does not permit this to the server.',
        { ...details, logMessage: reasonOf(error) },
      );
    case 'too-large':
      return new ParseError(ErrorCode.ObjectTooLarge, 'The object is too large.', details);
    case 'unsupported':
      return new ParseError(ErrorCode.CommandUnavailable, error.message, details);
    case 'class-exists':
    case 'class-missing':
      return new ParseError(ErrorCode.InvalidClassName, error.message, details);
    case 'field-conflict':
      return new ParseError(ErrorCode.IncorrectType, error.message, details);
    case 'timeout':
    case 'connection':
    case 'write-conflict':
    case 'driver':
      return new ParseError(ErrorCode.InternalServerError, 'An internal server error occurred', details);
  }
}

/** For the operator, who can grant what is missing. */
function reasonOf({ message, cause }: StorageError): string {
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}
