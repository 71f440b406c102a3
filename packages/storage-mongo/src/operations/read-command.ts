import type { RunCommandOptions } from 'mongodb';
import type { BsonDocument } from '../bson.js';
import { asBuffer } from '../codec/bson-cursor.js';
import { readFirstBatch, type DocumentBatch } from '../codec/first-batch.js';
import { isPassing } from '../is-passing.js';
import type { CallOptions } from './call-options.js';
import type { RowCall } from './row-call.js';

/** A `find` or an `aggregate` that is sent as a command. */
export interface ReadCommand {
  /** The command, for answers of so many documents at a time. */
  readonly command: (batchSize: number) => BsonDocument;
  readonly options: CallOptions;
  /** More documents than these there cannot be. */
  readonly most: number;
}

/**
 * The documents that a command finds, as bytes. When they fit into one answer, no cursor of the driver takes part:
 * it would make an object of each, and V8 keeps what such cursors hold until the next full collection. Like the driver,
 * tries once more after failures that may be over by then.
 */
export async function readDocuments(call: RowCall, read: ReadCommand): Promise<readonly DocumentBatch[]> {
  try {
    return await readOnce(call, read);
  } catch (error) {
    const { session, database } = call.access;
    if (session || !database.client.options.retryReads || !isPassing(error)) throw error;
    return readOnce(call, read);
  }
}

/** How the engine would answer the command. */
export async function explainCommand(call: RowCall, read: ReadCommand): Promise<BsonDocument> {
  const explain = { explain: commandOf(call, read), verbosity: 'queryPlanner' };
  return call.access.database.db.command(explain, { ...driverOptions(call, read), raw: false });
}

async function readOnce(call: RowCall, read: ReadCommand): Promise<readonly DocumentBatch[]> {
  const { db } = call.access.database;
  const command = commandOf(call, read);
  const options = driverOptions(call, read);
  if (fitsAtOnce(call, read)) {
    const reply = await runCommand(call, command, options);
    const batch = readFirstBatch(reply.cursor);
    if (batch?.cursorId === 0n) return [batch];
    if (batch) await killCursor(call, batch, options);
  }
  const cursor = db.runCursorCommand(command, options).setBatchSize(batchSizeOf(call));
  const documents = await cursor.toArray();
  return documents.map((document: Uint8Array) => ({
    bytes: asBuffer(document),
    starts: [0],
    cursorId: 0n,
  }));
}

async function runCommand(
  { access }: RowCall,
  command: BsonDocument,
  options: RunCommandOptions,
): Promise<BsonDocument> {
  const { db, readSessions } = access.database;
  const session = options.session ? undefined : readSessions.take();
  if (!session) return db.command(command, options);
  try {
    const reply = await db.command(command, { ...options, session });
    readSessions.giveBack(session);
    return reply;
  } catch (error) {
    await readSessions.drop(session);
    throw error;
  }
}

/** The command with what the driver adds to a find or an aggregation of its own. */
function commandOf(call: RowCall, read: ReadCommand): BsonDocument {
  const { session, readPreference: _isNoPartOfIt, ...settings } = read.options;
  const level = session ? undefined : call.collection.readConcern?.level;
  return {
    // The server sees that there are no more only where there would be room for one.
    ...read.command(fitsAtOnce(call, read) ? read.most + 1 : batchSizeOf(call)),
    ...settings,
    ...(level === undefined ? {} : { readConcern: { level } }),
  };
}

function driverOptions(call: RowCall, { options }: ReadCommand): RunCommandOptions {
  const { db, rawReads } = call.access.database;
  const { session, readPreference } = options;
  // Transactions read from the primary, and refuse to be told where from.
  if (session) return { ...db.bsonOptions, session, raw: true };
  return readPreference ? { ...rawReads, readPreference } : rawReads;
}

function fitsAtOnce(call: RowCall, { most }: ReadCommand): boolean {
  return most <= batchSizeOf(call);
}

function batchSizeOf({ access }: RowCall): number {
  return access.database.options.batchSize ?? DEFAULT_BATCH;
}

const DEFAULT_BATCH = 1000;

/** Of several megabytes there is a second answer, which only the server that gave the first can give: best asked anew. */
async function killCursor(
  { access, collection }: RowCall,
  { cursorId }: DocumentBatch,
  options: RunCommandOptions,
): Promise<void> {
  const command = { killCursors: collection.collectionName, cursors: [cursorId] };
  // One that lives on is closed by its server after some minutes.
  await access.database.db.command(command, options).catch(() => undefined);
}
