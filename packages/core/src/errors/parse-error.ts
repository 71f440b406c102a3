import type { JsonObject } from '../types/json.js';
import type { ParseErrorCode } from './codes.js';
import { errorMarker, hasMarker } from './marked-error.js';

const marker = errorMarker('ParseError');

/** What a `ParseError` may carry beside code and message. */
export interface ParseErrorDetails extends ErrorOptions {
  /**
   * What the log may hold and the client must not see; clients read `message`.
   * A denial says "Permission denied" to the client and the reason here.
   */
  readonly logMessage?: string;
  /** HTTP status to answer with when it is not the one the code implies. */
  readonly status?: number;
  /** Extra keys of the error's JSON. */
  readonly info?: JsonObject;
}

/** The client did something that Parse answers with a code. `message` is shown to the client as it is. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  readonly code: ParseErrorCode;
  readonly logMessage: string | undefined;
  readonly status: number | undefined;
  readonly info: JsonObject | undefined;

  constructor(code: ParseErrorCode, message: string, details: ParseErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.logMessage = details.logMessage;
    this.status = details.status;
    this.info = details.info;
    Object.defineProperty(this, marker, { value: true });
  }

  /** Recognises errors of every loaded copy of this package. */
  static isInstance(value: unknown): value is ParseError {
    return hasMarker(value, marker);
  }
}
