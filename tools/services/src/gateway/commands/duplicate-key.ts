import { decode, docAt, docsAt, encode, type Doc } from '../bson/codec.js';
import type { Command } from '../command.js';
import type { Engine } from '../engine.js';
import { offendingValues } from './offending-values.js';
import { showValue } from './show-value.js';

/** What the engine says about a key that is there already. */
export interface Violation {
  readonly message: string;
  readonly detail?: string;
}

/** An index of which the caller knows the key, as it is not there to be asked. */
export interface KnownIndex {
  readonly name: string;
  readonly key: Doc;
}

/** The fields of MongoDB's reply. The key is absent when the index was dropped in the meantime. */
export interface DuplicateKey {
  readonly errmsg: string;
  readonly keyPattern?: Doc;
  readonly keyValue?: Doc;
}

/**
 * Says which index and which values, as MongoDB does and clients rely on: the engine names the index or its
 * number, and the values are looked for in the documents that were to be stored.
 */
export async function explainDuplicate(
  engine: Engine,
  command: Command,
  violation: Violation,
  { documents = [], index }: { readonly documents?: readonly Doc[]; readonly index?: KnownIndex | undefined },
): Promise<DuplicateKey> {
  const name = index?.name ?? (await findIndexName(engine, violation.message)) ?? '_id_';
  const keyPattern = index?.key ?? (await findKey(engine, command, name));
  const keyValue = offendingValues(keyPattern ?? {}, [...rowInDetail(violation), ...documents]);
  const where = `${command.database}.${command.collection ?? ''} index: ${name}`;
  const errmsg = `E11000 duplicate key error collection: ${where} dup key: ${showValue(keyValue)}`;
  return keyPattern === undefined ? { errmsg } : { errmsg, keyPattern, keyValue };
}

async function findIndexName(engine: Engine, message: string): Promise<string | undefined> {
  const named = /Index '(.+)'$/.exec(message)?.[1];
  if (named !== undefined) return named;
  const id = /documents_rum_index_(\d+)/.exec(message)?.[1];
  if (id === undefined) return undefined;
  const row = await engine.runAside(indexName, [id]).catch(() => undefined);
  return row?.[0]?.toString('utf8');
}

async function findKey(engine: Engine, command: Command, name: string): Promise<Doc | undefined> {
  if (name === '_id_' || name === '_id') return { _id: 1 };
  const spec = encode({ listIndexes: command.collection, cursor: { batchSize: 1000 } });
  const row = await engine.runAside(listIndexes, [command.database, spec]).catch(() => undefined);
  const cursor = row?.[0] ? docAt(decode(row[0]), 'cursor') : undefined;
  const found = docsAt(cursor ?? {}, 'firstBatch').find((index) => index['name'] === name);
  return found && docAt(found, 'key');
}

const indexName =
  'SELECT (index_spec).index_name::text FROM documentdb_api_catalog.collection_indexes WHERE index_id = $1::int';
const listIndexes =
  'SELECT cursorpage::bytea FROM documentdb_api.list_indexes_cursor_first_page($1, $2::bytea)';

/** For some violations PostgreSQL shows the row itself, unless it is long: then it is cut off. */
function rowInDetail({ detail = '' }: Violation): readonly Doc[] {
  const row = /=\(BSONHEX([0-9a-f]+)/.exec(detail)?.[1];
  if (row === undefined) return [];
  try {
    return [decode(Buffer.from(row, 'hex'))];
  } catch {
    return [];
  }
}
