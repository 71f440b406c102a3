import { Binary, Double, Int32, Long, MongoClient, ObjectId, type Document } from 'mongodb';
import { dumpRows, hideMadeUp, showTime, type Dump, type DumpedRow } from './dump.js';

/** What a dump leaves names for. */
export interface DumpOptions {
  readonly uri: string;
  /** Ids and tokens that the server's answers gave. */
  readonly given: readonly string[];
  /** When the run began. */
  readonly started: number;
}

/** All documents with the BSON type of every value and the order of their fields, and all indexes. */
export async function dumpMongo(options: DumpOptions): Promise<Dump> {
  const client = new MongoClient(options.uri, { promoteValues: false });
  try {
    const collections = await client.db().listCollections({}, { nameOnly: true }).toArray();
    const names = collections.map(({ name }) => name);
    const lines: [string, string][] = [];
    for (const name of names.sort()) {
      const collection = client.db().collection(name);
      const rows = (await collection.find().toArray()).map((document) =>
        dumpDocument(name, document, options),
      );
      const indexes = await collection.listIndexes().toArray();
      lines.push([name, 'a collection'], ...dumpRows(name, rows, '_id'), ...dumpIndexes(name, indexes));
    }
    return new Map(lines);
  } finally {
    await client.close();
  }
}

function dumpDocument(name: string, document: Document, { given, started }: DumpOptions): DumpedRow {
  const entries = Object.entries(document).map(([field, value]): [string, string] => [
    field,
    hideMadeUp(show(value, started), given),
  ]);
  const order = Object.keys(document).filter((field) => field !== '_id');
  // The incumbent adds new fields to `_SCHEMA` in an order that changes from run to run.
  const row = Object.fromEntries(entries);
  return name === '_SCHEMA' ? row : { ...row, '(order)': order.join(' ') };
}

/** Options that every engine of MongoDB lists differently are left out. */
function dumpIndexes(collection: string, indexes: readonly Document[]): [string, string][] {
  const keptOptions = [
    'key',
    'unique',
    'sparse',
    'expireAfterSeconds',
    'partialFilterExpression',
    'collation',
    'weights',
  ];
  return indexes.map((index) => {
    const kept = keptOptions
      .filter((option) => option in index)
      .map((option) => `${option} ${show(index[option], 0)}`);
    return [`${collection} / index ${show(index['name'], 0)}`, kept.join(', ')];
  });
}

/** A value in a notation that tells types apart which JavaScript does not. */
function show(value: unknown, started: number): string {
  if (value instanceof Date) return `Date(${showTime(value, started)})`;
  if (value instanceof Int32) return `${value.valueOf()}`;
  if (value instanceof Double) return `Double(${value.valueOf()})`;
  if (value instanceof Long) return `Long(${value.toString()})`;
  if (value instanceof ObjectId) return '<ObjectId>';
  if (value instanceof Binary) return `Binary(${value.sub_type}, ${value.toString('base64')})`;
  if (Array.isArray(value)) return `[${value.map((item) => show(item, started)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${key}: ${show(item, started)}`);
  return `{${entries.join(', ')}}`;
}
