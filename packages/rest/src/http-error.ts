/** The request itself is unreadable, before Parse has a word in it. Answered with `{ error: message }`. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The body is larger than the server accepts. */
export function bodyTooLarge(): HttpError {
  return new HttpError(413, 'request entity too large');
}

/** The client went away before its request was complete. Nobody reads the answer. */
export function requestAborted(): HttpError {
  return new HttpError(400, 'request aborted');
}
