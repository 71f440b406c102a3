import { ErrorCode, ParseError } from '@parse/core/adapter';

/** A code that does not hold. */
export function invalidToken(): ParseError {
  return new ParseError(ErrorCode.ScriptFailed, 'Invalid MFA token');
}

/** Data that sets nothing up. */
export function invalidData(): ParseError {
  return new ParseError(ErrorCode.ScriptFailed, 'Invalid MFA data');
}

/** No number that a message can be sent to. */
export function invalidMobile(): ParseError {
  return new ParseError(ErrorCode.ScriptFailed, 'Invalid mobile number.');
}

/** A code comes with a number that none was sent to. */
export function notPending(): ParseError {
  return new ParseError(ErrorCode.ScriptFailed, 'This number is not pending');
}

/** A number is proposed without a code of the factor that is there. */
export function alreadySetUp(): ParseError {
  return new ParseError(ErrorCode.ScriptFailed, 'MFA is already set up on this account');
}

/** No message is sent: there were enough. */
export function tooManyMessages(): ParseError {
  return new ParseError(ErrorCode.ScriptFailed, 'Too many MFA messages, try again later');
}

/** No code is judged for a while: there were enough wrong ones. */
export function tooManyGuesses(): ParseError {
  return new ParseError(ErrorCode.ScriptFailed, 'Too many wrong MFA codes, try again later');
}
