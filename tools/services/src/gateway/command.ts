import {
  firstFieldName,
  readDocument,
  readNumber,
  readString,
  scanFields,
  type Fields,
} from './bson/raw-document.js';
import { withoutFields, withSequences, type DocumentSequence } from './bson/rebuild-document.js';
import type { Doc } from './bson/codec.js';
import type { Transaction } from './transactions.js';

/** What arrived: a command's document, and the lists that came beside it. */
export interface Message {
  readonly body: Buffer;
  readonly sequences: readonly DocumentSequence[];
  /** Set by the old protocol, where the database is not in the document. */
  readonly database?: string;
  readonly client: ClientConnection;
}

/** Who sent it. */
export interface ClientConnection {
  readonly id: number;
  /** `127.0.0.1:45678`. */
  readonly remote: string;
}

/** A command on its way to the engine. */
export interface Command extends Message {
  readonly name: string;
  readonly fields: Fields;
  readonly database: string;
  /** What the command's own field holds; a collection in most of them. */
  readonly collection: string | undefined;
  /** The logical session, in hexadecimal. */
  readonly session: string | undefined;
  /** Milliseconds the engine may take; 0 is no limit. */
  readonly maxTime: number;
  readonly transaction?: Transaction;
}

/** A document, encoded or not. */
export type Reply = Buffer | Doc;

export function parseCommand(message: Message): Command {
  const { body } = message;
  const fields = scanFields(body);
  const name = firstFieldName(fields);
  return {
    ...message,
    name,
    fields,
    database: message.database ?? readString(body, fields.get('$db')) ?? 'admin',
    collection: readString(body, fields.get(name)),
    session: readDocument(body, fields.get('lsid'))?.toString('hex'),
    // In a getMore it is the time to wait for more data, of which a cursor that can be tailed would make use.
    maxTime: name === 'getMore' ? 0 : (readNumber(body, fields.get('maxTimeMS')) ?? 0),
  };
}

/** The command as the engine takes it: without sessions and gossip, and in one piece. */
export function engineSpec({ body, fields, sequences }: Command): Buffer {
  return withSequences(withoutFields(body, fields, driverFields), sequences);
}

/** The same for a write, whose sequence is handed over separately. */
export function writeSpec({ body, fields }: Command): Buffer {
  return withoutFields(body, fields, driverFields);
}

/** Set by drivers; the engine has no use for them and refuses some. */
export const driverFields: ReadonlySet<string> = new Set([
  ...['lsid', 'txnNumber', 'autocommit', 'startTransaction', 'stmtId', 'stmtIds', '$clusterTime'],
  ...['$readPreference', 'readConcern', 'writeConcern', 'apiVersion', 'apiStrict', 'apiDeprecationErrors'],
  ...['$audit', '$client'],
]);
