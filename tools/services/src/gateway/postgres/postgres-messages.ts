import { PostgresError } from './postgres-error.js';

/** A buffer is sent as binary, null as NULL, anything else as text. */
export type Parameter = Buffer | string | number | boolean | null;

/** The columns of a row, in binary. */
export type Row = readonly (Buffer | null)[];

/** What the server says, as far as this client listens. */
export const messageType = {
  parseComplete: 0x31,
  commandComplete: 0x43,
  dataRow: 0x44,
  errorResponse: 0x45,
  authentication: 0x52,
  readyForQuery: 0x5a,
} as const;

export function startupMessage(user: string, database: string): Buffer {
  const settings = {
    user,
    database,
    application_name: 'mongo-gateway',
    client_encoding: 'UTF8',
    TimeZone: 'UTC',
  };
  const protocolVersion = Buffer.from([0, 3, 0, 0]);
  return withLength([protocolVersion, ...Object.entries(settings).flat().map(text), Buffer.from([0])]);
}

export function parseMessage(statement: string, sql: string): Buffer {
  return message('P', text(statement), text(sql), Buffer.from([0, 0]));
}

/** Binds a prepared statement, asks for binary results, executes it and ends the exchange. */
export function executeMessages(statement: string, values: readonly Parameter[]): Buffer {
  const formats = values.map((value) => int16(Buffer.isBuffer(value) ? 1 : 0));
  const bind = message(
    'B',
    text(''),
    text(statement),
    ...[int16(values.length), ...formats],
    ...[int16(values.length), ...values.flatMap(parameter)],
    ...[int16(1), int16(1)],
  );
  return Buffer.concat([bind, execute, sync]);
}

export const terminateMessage: Buffer = message('X');

export function readRow(body: Buffer): Row {
  const row: (Buffer | null)[] = [];
  let position = 2;
  for (let column = body.readInt16BE(0); column > 0; column--) {
    const length = body.readInt32BE(position);
    position += 4;
    row.push(length < 0 ? null : body.subarray(position, position + length));
    position += Math.max(length, 0);
  }
  return row;
}

/** The error, and whether the connection ends with it. */
export function readError(body: Buffer): { readonly error: PostgresError; readonly isFatal: boolean } {
  const fields = new Map<string, string>();
  for (let position = 0; (body[position] ?? 0) !== 0;) {
    const end = body.indexOf(0, position + 1);
    fields.set(String.fromCharCode(body.readUInt8(position)), body.toString('utf8', position + 1, end));
    position = end + 1;
  }
  const error = new PostgresError(fields.get('C') ?? '', fields.get('M') ?? '', fields.get('D'));
  return { error, isFatal: fields.get('S') === 'FATAL' };
}

const execute = message('E', Buffer.from([0, 0, 0, 0, 0]));
const sync = message('S');

function parameter(value: Parameter): readonly Buffer[] {
  if (value === null) return [int32(-1)];
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(String(value), 'utf8');
  return [int32(bytes.length), bytes];
}

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from(type, 'latin1'), withLength(parts)]);
}

function withLength(parts: readonly Buffer[]): Buffer {
  return Buffer.concat([int32(parts.reduce((sum, part) => sum + part.length, 4)), ...parts]);
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`, 'utf8');
}

function int16(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}
