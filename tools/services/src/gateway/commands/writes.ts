import { decode, decodeExact, docAt, docsAt, encode, type Doc } from '../bson/codec.js';
import { readDocument, scanFields, splitDocuments } from '../bson/raw-document.js';
import { writeSpec, type Command } from '../command.js';
import { maxRetries, pauseBeforeRetry, type Engine } from '../engine.js';
import { codeOfPacked } from '../errors/map-sqlstate.js';
import { MongoError, transientLabels } from '../errors/mongo-error.js';
import type { Row } from '../postgres/postgres-messages.js';
import type { Transactions } from '../transactions.js';
import { explainDuplicate } from './duplicate-key.js';
import { documentsOfUpdate } from './offending-values.js';
import { lostUpsertRace } from './upsert-race.js';

type WriteKind = 'insert' | 'update' | 'delete';

/** The list each of them takes. */
const lists = { insert: 'documents', update: 'updates', delete: 'deletes' } as const;

/** Inserts, updates or deletes. A write that fails in a transaction ends the transaction. */
export async function write(
  engine: Engine,
  transactions: Transactions,
  kind: WriteKind,
  command: Command,
): Promise<Buffer> {
  const outcome = await runUntilSettled(engine, kind, command);
  if (outcome.succeeded) return outcome.reply;

  const reply = decodeExact(outcome.reply);
  const errors = docsAt(reply, 'writeErrors');
  for (const error of errors) Object.assign(error, await translate(engine, kind, command, error));
  const { transaction } = command;
  if (transaction === undefined || errors.length === 0) return encode(reply);
  await transactions.abort(transaction);
  const fatal = errors.findLast(({ code }) => code === 112 || code === 251);
  if (fatal !== undefined) throw new MongoError(112, String(fatal['errmsg']), transientLabels);
  return encode(reply);
}

interface Outcome {
  readonly reply: Buffer;
  readonly succeeded: boolean;
}

/**
 * A write of which nothing was done, as another one was faster, is done again: in turn with those it has met, since
 * many that insert one unique value at once lock each other out for as long as all try.
 */
async function runUntilSettled(engine: Engine, kind: WriteKind, command: Command): Promise<Outcome> {
  const sql = `SELECT p_result::bytea, p_success FROM documentdb_api.${kind}($1, $2::bytea, $3::bytea)`;
  for (let attempt = 0; ; attempt++) {
    const values = [command.database, writeSpec(command), command.sequences[0]?.bytes ?? null];
    const run = (): Promise<Row> => engine.run(command, sql, values);
    const [reply, success] = attempt === 0 ? await run() : await engine.runInTurn(command, run);
    const outcome = { reply: reply ?? encode({}), succeeded: success?.[0] === 1 };
    const isFinal = outcome.succeeded || command.transaction !== undefined || attempt >= maxRetries;
    if (isFinal || !(await mayRunAgain(engine, kind, command, outcome.reply))) return outcome;
    await pauseBeforeRetry(attempt);
  }
}

async function mayRunAgain(
  engine: Engine,
  kind: WriteKind,
  command: Command,
  reply: Buffer,
): Promise<boolean> {
  const { n, ...rest } = decodeExact(reply);
  const [error, ...others] = docsAt(rest, 'writeErrors');
  if (error === undefined || others.length > 0 || Number(n) !== 0) return false;
  const code = codeOfPacked(Number(error['code']));
  if (code !== 11000 || kind !== 'update') return code === 112;
  const item = itemAt(command, kind, Number(error['index']));
  const filter = item && docAt(item, 'q');
  if (filter === undefined || item?.['upsert'] !== true) return false;
  return lostUpsertRace(engine, command, { message: String(error['errmsg']) }, filter);
}

/** The code as MongoDB's and, for a duplicate, the key. */
async function translate(engine: Engine, kind: WriteKind, command: Command, error: Doc): Promise<object> {
  const code = codeOfPacked(Number(error['code']));
  if (code !== 11000) return { code };
  const item = itemAt(command, kind, Number(error['index']));
  const documents = kind === 'insert' ? [item ?? {}] : documentsOfUpdate(item?.['u'], item?.['q']);
  const violation = { message: String(error['errmsg']) };
  return { code, ...(await explainDuplicate(engine, command, violation, { documents })) };
}

/** One document of the command's list, which comes beside the command or in it. */
function itemAt(command: Command, kind: WriteKind, index: number): Doc | undefined {
  const sequence = command.sequences.find(({ name }) => name === lists[kind]);
  if (sequence !== undefined) {
    const bytes = [...splitDocuments(sequence.bytes)][index];
    return bytes && decode(bytes);
  }
  const list = readDocument(command.body, command.fields.get(lists[kind]));
  const bytes = list && readDocument(list, scanFields(list).get(String(index)));
  return bytes && decode(bytes);
}
