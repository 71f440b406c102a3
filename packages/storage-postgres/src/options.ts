import type { ConnectionOptions } from 'node:tls';

/** Options of `postgresStorage`. */
export interface PostgresStorageOptions {
  /** `postgres://user:password@host:port/database`, with the parameters that the `pg` driver knows. */
  readonly uri: string;
  /** Connections at most, beside the one that listens for class changes. Default 10. */
  readonly maxPoolSize?: number;
  /** Connections kept when there is nothing to do. Default 0. */
  readonly minPoolSize?: number;
  /** Milliseconds after which a connection that nobody uses is closed. Default 10 000. */
  readonly idleTimeoutMs?: number;
  /** Milliseconds to wait for a connection; then the call fails with `connection`. Default 5000. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds a statement may take; then the call fails with `timeout`. 0: no limit. Default 30 000. */
  readonly statementTimeoutMs?: number;
  /** Seconds after which a connection is replaced by a new one, between two uses. Default 3600. */
  readonly maxLifetimeSeconds?: number;
  /**
   * Statements kept prepared per connection. 0: none, as a pooler between server and database may need. Default 200.
   */
  readonly preparedStatements?: number;
  /** How the connection appears in `pg_stat_activity`. Default `parse`. */
  readonly applicationName?: string;
  /** TLS; wins over what the URI says of it. */
  readonly ssl?: boolean | ConnectionOptions;
}

/** The options with their defaults. */
export type ResolvedOptions = Required<Omit<PostgresStorageOptions, 'ssl'>> &
  Pick<PostgresStorageOptions, 'ssl'>;

/** Fills in the defaults. */
export function resolveOptions(options: PostgresStorageOptions): ResolvedOptions {
  return {
    maxPoolSize: 10,
    minPoolSize: 0,
    idleTimeoutMs: 10_000,
    connectTimeoutMs: 5000,
    statementTimeoutMs: 30_000,
    maxLifetimeSeconds: 3600,
    preparedStatements: 200,
    applicationName: 'parse',
    ...options,
  };
}
