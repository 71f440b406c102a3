import { splitDocuments, type Field, type Fields } from './raw-document.js';

/** A list of documents that came beside the command: `documents` of an insert. */
export interface DocumentSequence {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The document without some of its fields. The very same bytes when it has none of them. */
export function withoutFields(bytes: Buffer, fields: Fields, unwanted: ReadonlySet<string>): Buffer {
  const kept = [...fields].filter(([name]) => !unwanted.has(name)).map(([, field]) => field);
  if (kept.length === fields.size) return bytes;
  return wrapDocument(adjacentRuns(kept).map(({ start, end }) => bytes.subarray(start, end)));
}

/** The document with the sequences put back into it, for commands whose SQL function takes none. */
export function withSequences(bytes: Buffer, sequences: readonly DocumentSequence[]): Buffer {
  if (sequences.length === 0) return bytes;
  return wrapDocument([bytes.subarray(4, bytes.length - 1), ...sequences.flatMap(arrayField)]);
}

function arrayField({ name, bytes }: DocumentSequence): readonly Buffer[] {
  const elements = [...splitDocuments(bytes)].flatMap((document, index) => [
    Buffer.from(`\x03${index}\0`, 'latin1'),
    document,
  ]);
  return [Buffer.from(`\x04${name}\0`, 'latin1'), wrapDocument(elements)];
}

/** Length, fields, terminator. */
function wrapDocument(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.allocUnsafe(4);
  head.writeInt32LE(length);
  return Buffer.concat([head, ...parts, Buffer.from([0])], length);
}

function adjacentRuns(fields: readonly Field[]): readonly Pick<Field, 'start' | 'end'>[] {
  const runs: { start: number; end: number }[] = [];
  for (const { start, end } of fields) {
    const last = runs.at(-1);
    if (last?.end === start) last.end = end;
    else runs.push({ start, end });
  }
  return runs;
}
