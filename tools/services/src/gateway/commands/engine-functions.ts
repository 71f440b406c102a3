import { MinKey } from 'bson';
import { decode, decodeExact, encode, type Doc } from '../bson/codec.js';
import { readDocument, readNumber } from '../bson/raw-document.js';
import { engineSpec, type Command } from '../command.js';
import type { Engine } from '../engine.js';
import { MongoError } from '../errors/mongo-error.js';
import type { Parameter } from '../postgres/postgres-messages.js';

/** Commands for which the engine has a function of its own. */
export type EngineFunction = (engine: Engine, command: Command) => Promise<Buffer | Doc>;

/** By the command's name. */
export const engineFunctions: Readonly<Record<string, EngineFunction>> = {
  count,
  create,
  drop,
  dropDatabase,
  renameCollection,
  distinct: withSpec('documentdb_api.distinct_query($1, $2::bytea)'),
  validate: withSpec('documentdb_api.validate($1, $2::bytea)'),
  currentOp: withSpecOnly('documentdb_api.current_op_command($1::bytea)'),
  compact: withSpecOnly('documentdb_api.compact($1::bytea)'),
  listDatabases: withSpecOnly('documentdb_api.list_databases($1::bytea)'),
  killOp: withSpecOnly('documentdb_api.kill_op($1::bytea)'),
  usersInfo: withSpecOnly('documentdb_api.users_info($1::bytea)'),
  dropIndexes,
  collMod: (engine, command) =>
    runForDocument(engine, command, 'documentdb_api.coll_mod($1, $2, $3::bytea)', [
      ...[command.database, command.collection ?? null],
      engineSpec(command),
    ]),
  collStats: (engine, command) =>
    runForDocument(engine, command, 'documentdb_api.coll_stats($1, $2, $3)', [
      ...[command.database, command.collection ?? null],
      scaleOf(command),
    ]),
  dbStats: (engine, command) =>
    runForDocument(engine, command, 'documentdb_api.db_stats($1, $2)', [command.database, scaleOf(command)]),
};

/** Runs a function that returns a document. */
export async function runForDocument(
  engine: Engine,
  command: Command,
  call: string,
  values: readonly Parameter[],
): Promise<Buffer> {
  // Functions that compute a query return a row with a column of that name; the others, the document itself.
  const isTable = tableFunctions.test(call);
  const sql = isTable ? `SELECT document::bytea FROM ${call}` : `SELECT ${call}::bytea`;
  const [document] = await engine.run(command, sql, values);
  return document ?? encode({ ok: 1 });
}

/** Refuses names that MongoDB refuses; the engine takes some of them. */
export function assertCollection({ database, collection }: Command): void {
  if (collection !== undefined && /^[^.$\0][^$\0]*$/.test(collection)) return;
  throw new MongoError(73, `Invalid namespace specified '${database}.${collection ?? ''}'`);
}

const tableFunctions = /_query\(|_command\(|[.]validate\(/;

/**
 * As MongoDB does, which drops a database collection by collection. The engine's own function drops it in one
 * transaction: that takes a lock for every table and index, and PostgreSQL has too few for thousands of collections.
 */
const dropPart = `
  SELECT count(documentdb_api.drop_collection($1, collection_name)) = 100
  FROM (
    SELECT collection_name FROM documentdb_api_catalog.collections WHERE database_name = $1 LIMIT 100
  ) AS part`;

function withSpec(call: string): EngineFunction {
  return (engine, command) => runForDocument(engine, command, call, [command.database, engineSpec(command)]);
}

function withSpecOnly(call: string): EngineFunction {
  return (engine, command) => runForDocument(engine, command, call, [engineSpec(command)]);
}

/** Without a filter the engine answers from statistics, which lag behind; MongoDB's answer is exact. */
async function count(engine: Engine, command: Command): Promise<Buffer> {
  const filter = readDocument(command.body, command.fields.get('query'));
  const isFiltered = filter !== undefined && filter.length > 5;
  const spec = engineSpec(command);
  const exact = isFiltered ? spec : encode({ ...decodeExact(spec), query: { _id: { $gte: new MinKey() } } });
  const values = [command.database, exact];
  return runForDocument(engine, command, 'documentdb_api.count_query($1, $2::bytea)', values);
}

function create(engine: Engine, command: Command): Promise<Buffer> {
  assertCollection(command);
  const values = [command.database, engineSpec(command)];
  return runForDocument(engine, command, 'documentdb_api.create_collection_view($1, $2::bytea)', values);
}

async function drop(engine: Engine, command: Command): Promise<Doc> {
  assertCollection(command);
  const { database, collection = '' } = command;
  const [existed] = await engine.run(command, 'SELECT documentdb_api.drop_collection($1, $2)', [
    database,
    collection,
  ]);
  return existed?.[0] === 1 ? { nIndexesWas: 1, ns: `${database}.${collection}`, ok: 1 } : { ok: 1 };
}

async function dropDatabase(engine: Engine, command: Command): Promise<Doc> {
  const { database } = command;
  for (;;) {
    const [isThereMore] = await engine.run(command, dropPart, [database]);
    if (isThereMore?.[0] !== 1) return { dropped: database, ok: 1 };
  }
}

async function dropIndexes(engine: Engine, command: Command): Promise<Buffer> {
  const values = [command.database, engineSpec(command)];
  const [reply] = await engine.run(command, 'CALL documentdb_api.drop_indexes($1, $2::bytea, NULL)', values);
  return reply ?? encode({ ok: 1 });
}

async function renameCollection(engine: Engine, command: Command): Promise<Doc> {
  const { renameCollection: from, to, dropTarget } = decode(command.body);
  const [database, collection] = splitNamespace(String(from));
  const [targetDatabase, target] = splitNamespace(String(to));
  if (database !== targetDatabase)
    throw new MongoError(238, 'renameCollection across databases is not supported');
  const sql = 'SELECT documentdb_api.rename_collection($1, $2, $3, $4)';
  await engine.run(command, sql, [database, collection, target, dropTarget === true]);
  return { ok: 1 };
}

function splitNamespace(namespace: string): readonly [database: string, collection: string] {
  const dot = namespace.indexOf('.');
  return [namespace.slice(0, dot), namespace.slice(dot + 1)];
}

function scaleOf({ body, fields }: Command): number {
  return readNumber(body, fields.get('scale')) ?? 1;
}
