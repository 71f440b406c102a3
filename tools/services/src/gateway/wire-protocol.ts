import type { DocumentSequence } from './bson/rebuild-document.js';

/** A request as it came over the wire. */
export interface WireRequest {
  readonly id: number;
  readonly body: Buffer;
  readonly sequences: readonly DocumentSequence[];
  /** Set by the old protocol, which drivers use for their first hello. */
  readonly database?: string;
  readonly wantsReply: boolean;
  /** The client takes one reply after the other without asking again. */
  readonly takesMore: boolean;
}

export const headerSize = 16;

const hasChecksum = 1;
const moreToCome = 2;
const exhaustAllowed = 1 << 16;

const opReply = 1;
const opQuery = 2004;
const opMessage = 2013;
const maxMessageSize = 48_000_000 + 65_536;

/** Throws for a size no message has, after which nothing on the connection can be trusted. */
export function messageSize(bytes: Buffer, position: number): number {
  const size = bytes.readInt32LE(position);
  if (size < headerSize || size > maxMessageSize) throw new Error(`a message of ${size} bytes`);
  return size;
}

/** Throws for a message of a kind MongoDB has given up. */
export function readRequest(message: Buffer): WireRequest {
  const kind = message.readInt32LE(12);
  switch (kind) {
    case opMessage:
      return readMessage(message);
    case opQuery:
      return readQuery(message);
    default:
      throw new Error(`a message of kind ${kind}`);
  }
}

/** The reply in the protocol of its request; `isLast`: none follows it. */
export function encodeReply(request: WireRequest, document: Buffer, isLast = true): Buffer {
  const isOld = request.database !== undefined;
  const head = Buffer.alloc(isOld ? 36 : 21);
  head.writeInt32LE(head.length + document.length, 0);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(isOld ? opReply : opMessage, 12);
  if (isOld) {
    head.writeInt32LE(8, 16); // it can wait for data, as every server since 2010
    head.writeInt32LE(1, 32); // one document
  } else if (!isLast) head.writeUInt32LE(moreToCome, headerSize);
  return Buffer.concat([head, document]);
}

/** Sections: the body, and lists of documents beside it. */
function readMessage(message: Buffer): WireRequest {
  const flags = message.readUInt32LE(headerSize);
  const end = message.length - ((flags & hasChecksum) === 0 ? 0 : 4);
  const sequences: DocumentSequence[] = [];
  let body: Buffer | undefined;
  for (let position = headerSize + 4; position < end;) {
    const kind = message.readUInt8(position);
    const start = position + 1;
    position = start + message.readInt32LE(start);
    if (kind === 0) body = message.subarray(start, position);
    else sequences.push(readSequence(message.subarray(start + 4, position)));
  }
  if (body === undefined) throw new Error('a message without a body');
  return {
    id: message.readInt32LE(4),
    body,
    sequences,
    wantsReply: (flags & moreToCome) === 0,
    takesMore: (flags & exhaustAllowed) !== 0,
  };
}

function readSequence(section: Buffer): DocumentSequence {
  const nameEnd = section.indexOf(0);
  return { name: section.toString('latin1', 0, nameEnd), bytes: section.subarray(nameEnd + 1) };
}

/** The collection (`admin.$cmd`), two numbers, the command. */
function readQuery(message: Buffer): WireRequest {
  const nameStart = headerSize + 4;
  const nameEnd = message.indexOf(0, nameStart);
  const database = message.toString('utf8', nameStart, nameEnd).replace(/\.\$cmd$/, '');
  const start = nameEnd + 9;
  const body = message.subarray(start, start + message.readInt32LE(start));
  return { id: message.readInt32LE(4), body, sequences: [], database, wantsReply: true, takesMore: false };
}
