import type { IndexDefinition } from '@parse/core/adapter';
import type { Session } from '../connection/session.js';
import { hashedName } from '../table/physical-name.js';

/**
 * The name in the database of an index of the server's own: that of parse-server where it has one of the same kind, so
 * that an existing database gets no second.
 */
export function ownIndexName(className: string, { name, keys, options = {} }: IndexDefinition): string {
  if (NAMED_BY_PARSE_SERVER.has(name)) return name;
  if (options.unique !== true || options.caseInsensitive === true) return hashedName(`${className}_${name}`);
  const fields = Object.keys(keys).map((key) => key.replaceAll('.', '_'));
  return hashedName(`${className}_unique_${fields.join('_')}`);
}

/**
 * The name in the database of an index that a class declares: its own, unless a table of another class has an index
 * of that name. Names are shared by all tables of a database, in Parse by those of a class only.
 */
export async function classIndexName(session: Session, table: string, name: string): Promise<string> {
  const short = hashedName(name);
  const owner = await tableOfIndex(session, short);
  return owner === undefined || owner === table ? short : hashedName(`${table}_${name}`);
}

/** The table that has an index of that name. */
export async function tableOfIndex(session: Session, name: string): Promise<string | undefined> {
  const sql = `SELECT t.relname FROM pg_class AS i LEFT JOIN pg_index AS x ON x.indexrelid = i.oid
    LEFT JOIN pg_class AS t ON t.oid = x.indrelid
    WHERE i.relname = $1 AND i.relnamespace = current_schema()::regnamespace`;
  const [row] = await session.rows({ sql, params: [name] });
  return row && String(row[0]);
}

const NAMED_BY_PARSE_SERVER: ReadonlySet<string> = new Set([
  'case_insensitive_username',
  'case_insensitive_email',
  '_email_verify_token',
  '_perishable_token',
  'ttl',
]);
