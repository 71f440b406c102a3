import type { SqliteDatabase, SqliteStatement } from './driver.js';

/** Statements kept prepared per connection. Clients choose what they query, so there must be an end. */
const MAX_STATEMENTS = 500;

/**
 * Characters of a statement worth keeping. One with thousands of conditions takes megabytes when it is prepared, and
 * is hardly ever asked again.
 */
const MAX_LENGTH = 16_384;

/** Prepares statements that return rows as arrays, and keeps the ones used last. */
export function statementCache(database: Pick<SqliteDatabase, 'prepare'>): (sql: string) => SqliteStatement {
  const statements = new Map<string, SqliteStatement>();
  return (sql) => {
    const known = statements.get(sql);
    if (known) {
      if (statements.size > MAX_STATEMENTS / 2) {
        statements.delete(sql);
        statements.set(sql, known);
      }
      return known;
    }
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    if (sql.length > MAX_LENGTH) return statement;
    const [oldest] = statements.keys();
    if (statements.size >= MAX_STATEMENTS && oldest !== undefined) statements.delete(oldest);
    statements.set(sql, statement);
    return statement;
  };
}
