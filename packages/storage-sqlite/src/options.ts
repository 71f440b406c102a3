/** Options of `sqliteStorage`. */
export interface SqliteStorageOptions {
  /** The database file, made with its directory when missing; or `:memory:` for one that lives until `close`. */
  readonly path: string;
  /**
   * Milliseconds to wait for another process that writes, or for a transaction of this one; then the call fails with
   * `timeout`. Waiting for another process blocks this one, as all of SQLite's work does. Default 5000.
   */
  readonly busyTimeoutMs?: number;
  /** Memory for pages of the file, per connection, of which there are two at most. Default 64 MB. */
  readonly cacheSizeKb?: number;
  /**
   * `normal`: what was acknowledged survives the end of the process, however it ends; a power failure may take back
   * the last writes. `full`: it survives that too, at the price of a disk flush per write. Neither can damage the
   * file. Default `normal`.
   */
  readonly synchronous?: 'normal' | 'full';
  /** How often to look whether another process changed a class, in milliseconds. Default 1000. */
  readonly watchIntervalMs?: number;
}

/** The options with their defaults. */
export type ResolvedOptions = Required<SqliteStorageOptions>;

/** Fills in the defaults. */
export function resolveOptions(options: SqliteStorageOptions): ResolvedOptions {
  return {
    busyTimeoutMs: 5000,
    cacheSizeKb: 65_536,
    synchronous: 'normal',
    watchIntervalMs: 1000,
    ...options,
  };
}
