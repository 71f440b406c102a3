import { decode, docAt, docsAt, type Doc } from '../bson/codec.js';
import { engineSpec, type Command } from '../command.js';
import type { Engine } from '../engine.js';
import { codeOfPacked } from '../errors/map-sqlstate.js';
import { MongoError } from '../errors/mongo-error.js';
import { PostgresError } from '../postgres/postgres-error.js';
import { runForDocument } from './engine-functions.js';
import { explainDuplicate } from './duplicate-key.js';

/** Builds indexes, in the call itself: the engine's own way is to leave it to a job that looks every two seconds. */
export async function createIndexes(engine: Engine, command: Command): Promise<Doc> {
  // Two builds for one collection at once lock each other out.
  const reply = decode(await engine.runInTurn(command, () => build(engine, command)));
  const result = docAt(docAt(reply, 'raw') ?? {}, 'defaultShard') ?? reply;
  const code = codeOfPacked(Number(result['code'] ?? 0));
  const message = String(result['errmsg']);
  if (code === 0) return { ...result, ok: 1 };
  if (code !== 11000) throw new MongoError(code, message);
  const { errmsg, ...key } = await explainDuplicate(engine, command, { message }, {});
  throw new MongoError(code, errmsg, key);
}

async function build(engine: Engine, command: Command): Promise<Buffer> {
  const sql = 'documentdb_api_internal.create_indexes_non_concurrently($1, $2::bytea, true)';
  try {
    return await runForDocument(engine, command, sql, [command.database, engineSpec(command)]);
  } catch (error) {
    const isDuplicate =
      error instanceof PostgresError && (error.state === '23P01' || error.state === '23505');
    throw isDuplicate ? await duplicateError(engine, command, error) : error;
  }
}

/** The index has been rolled back with the rest, so its key comes from the command. */
async function duplicateError(engine: Engine, command: Command, error: PostgresError): Promise<MongoError> {
  const unique = docsAt(decode(command.body), 'indexes').find((index) => index['unique'] === true);
  const index = unique && { name: String(unique['name']), key: docAt(unique, 'key') ?? {} };
  const { errmsg, ...key } = await explainDuplicate(engine, command, error, { index });
  const where = `${command.database}.${command.collection ?? ''}`;
  return new MongoError(11000, `Index build failed: Collection ${where} :: caused by :: ${errmsg}`, key);
}
