import type { Connection, Submittable } from 'pg';
import type { SqlRow, SqlStatement, SqlValue } from '@parse/storage-sql';
import type { PreparedStatement } from './prepared-statements.js';

/** How the connection knows the statement, and what it is to forget before. */
export interface Preparation {
  readonly prepared: PreparedStatement | undefined;
  /** Names of prepared statements. */
  readonly forgotten: readonly string[];
}

/** Whoever waits for the answer of a statement. */
export interface Waiting {
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** What the server said to a statement. */
export interface Answer {
  /** Every value as the text PostgreSQL writes. */
  readonly rows: readonly SqlRow[];
  /** What was done, as in `UPDATE 1`. */
  readonly tag: string;
}

/**
 * A statement in the form in which the driver takes the queries of others (its cursors are such). The driver's own kind
 * asks the server to describe the columns every time and makes a record of each row by what it says; those who compiled
 * the statement know its columns, so that both sides are spared this.
 */
export class StatementQuery implements Submittable {
  readonly #statement: SqlStatement;
  readonly #prepared: PreparedStatement | undefined;
  readonly #forgotten: readonly string[];
  readonly #waiting: Waiting;
  readonly #rows: SqlRow[] = [];
  #tag = '';

  constructor(statement: SqlStatement, { prepared, forgotten }: Preparation, waiting: Waiting) {
    this.#statement = statement;
    this.#prepared = prepared;
    this.#forgotten = forgotten;
    this.#waiting = waiting;
  }

  /** Called by the driver when it is this statement's turn. Everything goes to the server in one piece. */
  submit(connection: Connection): void {
    const { sql, params } = this.#statement;
    const prepared = this.#prepared;
    const name = prepared?.name ?? '';
    const values = params.map(wireValue);
    connection.stream.cork();
    // To close what is not there is no failure, to prepare what is there would be one.
    for (const each of this.#forgotten) connection.close({ type: 'S', name: each }, true);
    if (prepared?.state === 'doubtful') connection.close({ type: 'S', name }, true);
    if (prepared?.state !== 'ready') connection.parse({ name, text: sql, types: [] }, true);
    connection.bind({ statement: name, values }, true);
    connection.execute(null, true);
    connection.sync();
    connection.stream.uncork();
  }

  handleDataRow({ fields }: { readonly fields: SqlRow }): void {
    this.#rows.push(fields);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    if (this.#prepared) this.#prepared.state = 'ready';
    this.#tag = text;
  }

  handleEmptyQuery(): void {
    // The server is ready after it as after any other.
  }

  handleReadyForQuery(): void {
    this.#waiting.resolve({ rows: this.#rows, tag: this.#tag });
  }

  handleError(error: unknown): void {
    if (this.#prepared?.state === 'unsent') this.#prepared.state = 'doubtful';
    this.#waiting.reject(error);
  }
}

function wireValue(value: SqlValue): string | Buffer | null {
  if (typeof value === 'string' || value === null) return value;
  return value instanceof Uint8Array
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : String(value);
}
