import { errorMarker, hasMarker } from './marked-error.js';

const marker = errorMarker('AdapterError');

/** A vendor behind a files, push, email or cache adapter failed. Never shown to clients as it is. */
export class AdapterError extends Error {
  override readonly name = 'AdapterError';
  /** The adapter's `name`. */
  readonly adapter: string;

  constructor(adapter: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.adapter = adapter;
    Object.defineProperty(this, marker, { value: true });
  }

  /** Recognises errors of every loaded copy of this package. */
  static isInstance(value: unknown): value is AdapterError {
    return hasMarker(value, marker);
  }
}
