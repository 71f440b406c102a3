import { connect } from 'node:net';
import { join } from 'node:path';
import { connectionLost, PostgresError } from './postgres-error.js';
import { messageStream } from '../message-stream.js';
import {
  executeMessages,
  messageType,
  parseMessage,
  readError,
  readRow,
  startupMessage,
  terminateMessage,
  type Parameter,
  type Row,
} from './postgres-messages.js';

/** A server on this machine, reached through its socket. */
export interface PostgresAddress {
  readonly socketFolder: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export interface PostgresResult {
  readonly rows: readonly Row[];
  /** What was done: `COMMIT`, `SELECT 1`. */
  readonly tag: string;
}

/** One connection. It runs one query at a time. */
export interface PostgresConnection {
  readonly query: (sql: string, values?: readonly Parameter[]) => Promise<PostgresResult>;
  readonly isClosed: () => boolean;
  readonly end: () => void;
}

interface Exchange {
  readonly rows: Row[];
  tag: string;
  error?: PostgresError;
  /** Set while the statement is being prepared. */
  preparing?: { readonly sql: string; readonly name: string };
  readonly resolve: (result: PostgresResult) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A very small client: prepared statements, and results in binary, which npm `pg` turns into UTF-8 text first
 * and so ruins. It cannot answer a request for a password.
 */
export async function connectPostgres(address: PostgresAddress): Promise<PostgresConnection> {
  const socket = connect(join(address.socketFolder, `.s.PGSQL.${address.port}`));
  const statements = new Map<string, string>();
  let exchange: Exchange | undefined;
  let closed = false;

  const fail = (error: Error): void => {
    closed = true;
    exchange?.reject(error);
    exchange = undefined;
  };
  const finish = (): void => {
    const done = exchange;
    exchange = undefined;
    if (done?.error === undefined) done?.resolve({ rows: done.rows, tag: done.tag });
    else done.reject(done.error);
  };
  const receive = (type: number, body: Buffer): void => {
    const isRefusal = type === messageType.authentication && body.readInt32BE(0) !== 0;
    if (isRefusal) fail(new PostgresError('28000', 'PostgreSQL asks for a password'));
    else if (type === messageType.readyForQuery) finish();
    else if (type === messageType.errorResponse && readError(body).isFatal) fail(readError(body).error);
    else if (exchange !== undefined) continueExchange(exchange, statements, { type, body });
  };
  socket.on(
    'data',
    messageStream(
      5,
      (bytes, position) => bytes.readInt32BE(position + 1) + 1,
      (message) => receive(message.readUInt8(0), message.subarray(5)),
    ),
  );
  socket.on('error', fail);
  socket.on('close', () => fail(connectionLost()));

  const send = (bytes: Buffer, preparing?: Exchange['preparing']): Promise<PostgresResult> => {
    if (closed) return Promise.reject(connectionLost());
    if (exchange !== undefined) return Promise.reject(new Error('the connection is busy'));
    return new Promise((resolve, reject) => {
      exchange = { rows: [], tag: '', resolve, reject, ...(preparing && { preparing }) };
      socket.write(bytes);
    });
  };
  await send(startupMessage(address.user, address.database));

  return {
    query(sql, values = []) {
      const known = statements.get(sql);
      if (known !== undefined) return send(executeMessages(known, values));
      const name = `s${statements.size + 1}`;
      return send(Buffer.concat([parseMessage(name, sql), executeMessages(name, values)]), { sql, name });
    },
    isClosed: () => closed,
    end() {
      closed = true;
      socket.end(terminateMessage);
    },
  };
}

function continueExchange(
  exchange: Exchange,
  statements: Map<string, string>,
  { type, body }: { readonly type: number; readonly body: Buffer },
): void {
  if (type === messageType.dataRow) exchange.rows.push(readRow(body));
  else if (type === messageType.errorResponse) exchange.error = readError(body).error;
  else if (type === messageType.commandComplete) exchange.tag = body.toString('latin1', 0, body.length - 1);
  else if (type === messageType.parseComplete && exchange.preparing !== undefined) {
    statements.set(exchange.preparing.sql, exchange.preparing.name);
  }
}
