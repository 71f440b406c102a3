import { decode, docAt, docsAt, type Doc } from '../bson/codec.js';
import { engineSpec, type Command } from '../command.js';
import type { Engine } from '../engine.js';
import { codeOfPacked } from '../errors/map-sqlstate.js';
import { MongoError } from '../errors/mongo-error.js';
import { PostgresError } from '../postgres/postgres-error.js';
import { createSessionQueue } from '../session-queue.js';
import { runForDocument } from './engine-functions.js';
import { explainDuplicate } from './duplicate-key.js';

/**
 * Builds indexes, in the call itself: the engine's own way is to leave it to a job that looks every two seconds. Those
 * of one collection wait for each other, as two builds at once lock each other out.
 */
export function indexBuilder(engine: Engine): (command: Command) => Promise<Doc> {
  const builds = createSessionQueue();
  return async (command) => {
    const leave = await builds.enter(`${command.database}.${command.collection ?? ''}`);
    try {
      return await createIndexes(engine, command);
    } finally {
      leave();
    }
  };
}

async function createIndexes(engine: Engine, command: Command): Promise<Doc> {
  const reply = decode(await build(engine, command));
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
