import { StorageError } from '@parse/core/adapter';
import type { Session } from './session.js';

/** What must be known of a server before statements are written for it. */
export interface ServerFacts {
  /** Texts sort by code point without being told to. */
  readonly sortsByCodePoint: boolean;
  /** What to add to a text for case to be folded beyond ASCII; empty when the database does so by itself. */
  readonly caseCollation: string;
}

/** Asks the server. Fails with `connection` when the database cannot hold the texts of Parse. */
export async function readServerFacts(session: Session): Promise<ServerFacts> {
  const [[encoding, provider, collation, folds, folding] = []] = await session.rows({
    sql: FACTS,
    params: [],
  });
  if (encoding !== 'UTF8') {
    throw new StorageError(
      'connection',
      `the database has the encoding ${String(encoding)}; Parse needs UTF8`,
    );
  }
  return {
    sortsByCodePoint: provider !== 'i' && BY_CODE_POINT.test(String(collation)),
    caseCollation: folds === 't' || folding === null ? '' : ` COLLATE ${String(folding)}`,
  };
}

const BY_CODE_POINT = /^(?:C|POSIX|C\.UTF-?8|PG_UNICODE_FAST)$/i;

/** `datlocprovider` came with version 15 and is read so that older servers answer too. */
const FACTS = `SELECT pg_encoding_to_char(encoding), coalesce(to_jsonb(pg_database) ->> 'datlocprovider', 'c'),
  CASE to_jsonb(pg_database) ->> 'datlocprovider'
    WHEN 'b' THEN coalesce(to_jsonb(pg_database) ->> 'datlocale', datcollate) ELSE datcollate END,
  lower('Ä') = 'ä' AND 'Ä' ~* 'ä',
  (SELECT quote_ident(collname) FROM pg_collation WHERE collname IN ('pg_c_utf8', 'C.utf8', 'und-x-icu')
    AND collencoding IN (-1, encoding) ORDER BY collname <> 'pg_c_utf8', collname <> 'C.utf8' LIMIT 1)
  FROM pg_database WHERE datname = current_database()`;
