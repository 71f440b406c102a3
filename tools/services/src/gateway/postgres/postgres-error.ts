/** An error PostgreSQL reports, or the loss of the connection to it (`08006`). */
export class PostgresError extends Error {
  /** The SQLSTATE. */
  readonly state: string;
  readonly detail: string;

  constructor(state: string, message: string, detail = '') {
    super(message);
    this.state = state;
    this.detail = detail;
  }
}

/** What a query that cannot be sent, or whose answer will not come, rejects with. */
export function connectionLost(): PostgresError {
  return new PostgresError('08006', 'connection to PostgreSQL closed');
}
