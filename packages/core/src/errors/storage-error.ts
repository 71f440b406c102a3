import { errorMarker, hasMarker } from './marked-error.js';

const marker = errorMarker('StorageError');

/**
 * Everything a store can fail with; adapters translate their driver's errors into one of these at their edge.
 * `duplicate-value`: a unique index refused the write; `fields` are its columns, in wire names.
 * `class-exists`, `class-missing`, `field-conflict` (column exists with another type): schema changes (messages are
 * shown, so that they name classes and columns and nothing else).
 * `connection`, `timeout`: the store could not be asked; the caller may try again.
 * `write-conflict`: a transaction lost a race; it had no effect and may be tried again.
 * `invalid-query`: the store understood and refuses what the client asked (message is safe to show).
 * `value-refused`: a rule that an operator gave the store, such as a CHECK or a validator, refuses what was to be written.
 * `not-permitted`: the account that the server has at the store may not do it; the caller cannot help that.
 * `too-large`: the row is larger than the store holds. `unsupported`: the capability is declared false
 * (message is shown).
 * `driver`: anything else; never shown to clients.
 */
export type StorageErrorKind =
  | 'duplicate-value'
  | 'class-exists'
  | 'class-missing'
  | 'field-conflict'
  | 'connection'
  | 'timeout'
  | 'write-conflict'
  | 'invalid-query'
  | 'value-refused'
  | 'not-permitted'
  | 'too-large'
  | 'unsupported'
  | 'driver';

/** A failure of a storage adapter. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly kind: StorageErrorKind;
  /** The columns of the unique index that refused a `duplicate-value`; empty otherwise. */
  readonly fields: readonly string[];

  constructor(
    kind: StorageErrorKind,
    message: string,
    details: ErrorOptions & { readonly fields?: readonly string[] } = {},
  ) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.kind = kind;
    this.fields = details.fields ?? [];
    Object.defineProperty(this, marker, { value: true });
  }

  /** Recognises errors of every loaded copy of this package. */
  static isInstance(value: unknown): value is StorageError {
    return hasMarker(value, marker);
  }
}
