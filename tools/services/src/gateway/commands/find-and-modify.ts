import { decode, docAt, encode } from '../bson/codec.js';
import { engineSpec, type Command } from '../command.js';
import { maxRetries, pauseBeforeRetry, type Engine } from '../engine.js';
import { codeOfState } from '../errors/map-sqlstate.js';
import { MongoError } from '../errors/mongo-error.js';
import { PostgresError } from '../postgres/postgres-error.js';
import { explainDuplicate } from './duplicate-key.js';
import { documentsOfUpdate } from './offending-values.js';
import { lostUpsertRace } from './upsert-race.js';

/** Changes one document and returns it, before or after. */
export async function findAndModify(engine: Engine, command: Command): Promise<Buffer> {
  const sql = 'SELECT p_result::bytea, p_success FROM documentdb_api.find_and_modify($1, $2::bytea)';
  for (let attempt = 0; ; attempt++) {
    try {
      const [reply] = await engine.run(command, sql, [command.database, engineSpec(command)]);
      return reply ?? encode({});
    } catch (error) {
      const isDuplicate = error instanceof PostgresError && codeOfState(error.state) === 11000;
      if (!isDuplicate) throw error;
      const mayRetry = command.transaction === undefined && attempt < maxRetries;
      if (!mayRetry || !(await isLostUpsert(engine, command, error)))
        throw await duplicateError(engine, command, error);
      await pauseBeforeRetry(attempt);
    }
  }
}

async function isLostUpsert(engine: Engine, command: Command, error: PostgresError): Promise<boolean> {
  const spec = decode(command.body);
  return spec['upsert'] === true && lostUpsertRace(engine, command, error, docAt(spec, 'query') ?? {});
}

async function duplicateError(engine: Engine, command: Command, error: PostgresError): Promise<MongoError> {
  const { update, query } = decode(command.body);
  const documents = documentsOfUpdate(update, query);
  const { errmsg, ...key } = await explainDuplicate(engine, command, error, { documents });
  return new MongoError(11000, `Plan executor error during findAndModify :: caused by :: ${errmsg}`, key);
}
