import { MongoClient, ObjectId, type Document } from 'mongodb';
import { Client } from 'pg';
import type { Engine, Written } from './scenario.js';

/** What databases hold that no server of today wrote: rows of the hosted Parse, and an operator's own additions. */
export function addByHand(engine: Engine, uri: string, written: Written): Promise<void> {
  return engine === 'mongo' ? addToMongo(uri, written) : addToPostgres(uri);
}

async function addToMongo(uri: string, { full, ann }: Written): Promise<void> {
  const client = await new MongoClient(uri).connect();
  try {
    const insert = (name: string, document: Document) => client.db().collection(name).insertOne(document);
    const date = new Date('2014-01-01T00:00:00.000Z');
    const dates = { _created_at: date, _updated_at: date };
    await insert('_SCHEMA', {
      _id: 'Legacy',
      objectId: 'string',
      updatedAt: 'date',
      createdAt: 'date',
      text: 'string',
      map: 'map',
      _metadata: { fields_options: { text: { required: false, help: 'unknown' } }, unknown: { a: 1 } },
      _client_permissions: { get: { '*': true } },
    });
    await insert('Legacy', {
      _id: 'abcdefghij',
      text: 'old',
      _acl: { [ann.id]: { r: true, w: true } },
      _rperm: [ann.id],
      _wperm: [ann.id],
      _tombstone: { done: true },
      _last_used: date,
      ...dates,
    });
    await insert('_User', {
      _id: 'legacyuser',
      username: 'Hosted',
      _hashed_password: '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
      _session_token: 'legacySessionToken',
      ...dates,
    });
    const twice = { relatedId: ann.id, owningId: full };
    await insert('_Join:friends:Everything', { _id: new ObjectId(), ...twice });
    await client.db().collection('Everything').createIndex({ 'info.z': 1 }, { name: 'the operator’s' }, {});
    await insert('operators_own', { _id: new ObjectId(), anything: [1] });
  } finally {
    await client.close();
  }
}

async function addToPostgres(uri: string): Promise<void> {
  const client = new Client({ connectionString: uri });
  await client.connect();
  try {
    await client.query(`
      INSERT INTO "_SCHEMA" VALUES ('Legacy', '{"className": "Legacy", "unknown": 1, "fields": {"objectId": {"type": "String"},
        "createdAt": {"type": "Date"}, "updatedAt": {"type": "Date"}, "text": {"type": "String"}, "newer": {"type": "Vector"},
        "_rperm": {"type": "Array"}, "_wperm": {"type": "Array"}}}', TRUE);
      CREATE TABLE "Legacy" ("objectId" text PRIMARY KEY, "createdAt" timestamptz, "updatedAt" timestamptz, text text,
        newer text, mine text DEFAULT 'x', _rperm text[], _wperm text[]);
      INSERT INTO "Legacy" ("objectId", text) VALUES ('abcdefghij', 'old');
      CREATE INDEX "the operator’s" ON "Everything" (flag);
      CREATE TABLE operators_own (id int PRIMARY KEY);
      CREATE VIEW operators_view AS SELECT text FROM "Legacy";
      ALTER TABLE "Everything" ADD COLUMN "operators column" int DEFAULT 3;
    `);
  } finally {
    await client.end();
  }
}
