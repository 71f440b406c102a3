import { errorMarker, hasMarker } from './marked-error.js';

const marker = errorMarker('ForbiddenError');

/**
 * The keys or the address of the caller do not allow the request. Answered with HTTP 403 and `{ error: message }`,
 * without a Parse code. `logMessage` says why and stays in the log.
 */
export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';
  readonly logMessage: string | undefined;

  constructor(message: string, logMessage?: string) {
    super(message);
    this.logMessage = logMessage;
    Object.defineProperty(this, marker, { value: true });
  }

  /** Recognises errors of every loaded copy of this package. */
  static isInstance(value: unknown): value is ForbiddenError {
    return hasMarker(value, marker);
  }
}
