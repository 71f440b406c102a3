import type { Doc } from './bson/codec.js';
import type { Command } from './command.js';
import { explainDuplicate } from './commands/duplicate-key.js';
import type { Engine } from './engine.js';
import { errorName } from './errors/error-names.js';
import { codeOfState } from './errors/map-sqlstate.js';
import { MongoError, transientLabels } from './errors/mongo-error.js';
import { PostgresError } from './postgres/postgres-error.js';

/** What a client is told of a command that failed; `command` is absent when it could not even be read. */
export async function errorReply(
  engine: Engine,
  error: unknown,
  command: Command | undefined,
  log: (line: string) => void,
): Promise<Doc> {
  const { code, message, extra } = await translate(engine, error, command);
  if (code === 1) log(`${command?.name ?? '?'} ${command?.collection ?? ''}: ${describe(error)}`);
  const mayBeRunAgain = command?.transaction !== undefined && (code === 112 || code === 251);
  const labels = mayBeRunAgain ? transientLabels : {};
  return { ok: 0, errmsg: message, code, codeName: errorName(code), ...extra, ...labels };
}

async function translate(engine: Engine, error: unknown, command: Command | undefined): Promise<MongoError> {
  if (error instanceof MongoError) return error;
  if (!(error instanceof PostgresError)) return new MongoError(1, describe(error));
  if (error.message === LOST_CREATION) return new MongoError(112, error.message);
  const code = codeOfState(error.state);
  if (code === 50) return new MongoError(code, 'operation exceeded time limit');
  if (code !== 11000 || command?.collection === undefined) return new MongoError(code, error.message);
  const { errmsg, ...key } = await explainDuplicate(engine, command, error, {});
  return new MongoError(code, errmsg, key);
}

/** Another one made the collection after the transaction began; the engine reports that as a fault of its own. */
const LOST_CREATION = 'Unable to create the specified collection';

function describe(error: unknown): string {
  if (error instanceof PostgresError) return `${error.state} ${error.message} ${error.detail}`;
  return error instanceof Error ? error.message : String(error);
}
