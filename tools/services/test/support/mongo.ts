import { MongoClient, type Collection, type Db, type Document } from 'mongodb';
import { afterAll, beforeAll } from 'vitest';
import { freshDatabase } from '../../src/index.js';

/** A document of a test, whose id the test chooses. */
export interface Row extends Document {
  _id?: number | string;
}

/** A connection to the file's own empty database. Its properties may be read while tests run. */
export interface MongoForFile {
  readonly client: MongoClient;
  readonly db: Db;
  /** A collection filled with these rows. */
  readonly filled: (name: string, rows: readonly Row[]) => Promise<Collection<Row>>;
  readonly collection: (name: string) => Collection<Row>;
}

export function useMongo(): MongoForFile {
  const state: { client?: MongoClient } = {};
  const client = (): MongoClient => {
    if (state.client === undefined) throw new Error('read inside a test');
    return state.client;
  };
  beforeAll(async () => {
    const { uri } = await freshDatabase('mongo');
    state.client = await new MongoClient(uri, { serverSelectionTimeoutMS: 3_000, maxPoolSize: 60 }).connect();
  });
  afterAll(() => state.client?.close());
  const collection = (name: string): Collection<Row> => client().db().collection<Row>(name);
  return {
    get client() {
      return client();
    },
    get db() {
      return client().db();
    },
    collection,
    async filled(name, rows) {
      await collection(name).insertMany([...rows]);
      return collection(name);
    },
  };
}

/** The ids of documents, in their order. */
export function idsOf(rows: readonly Document[]): readonly unknown[] {
  return rows.map((row): unknown => row['_id']);
}

/** The numbers below `count`, made into rows. */
export function rowsOf(count: number, make: (index: number) => Row): readonly Row[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
