import { on, once } from 'node:events';
import { connect } from 'node:net';
import { GridFSBucket, MongoClient, type Document, type ServerHeartbeatSucceededEvent } from 'mongodb';
import { expect, test } from 'vitest';
import { useMongo } from '../support/mongo.js';

const mongo = useMongo();
const pushToNumber: Document = { $push: { a: 1 } };

test.each([
  'ping',
  'buildInfo',
  'serverStatus',
  'connectionStatus',
  'getCmdLineOpts',
  'hostInfo',
  'whatsmyuri',
  'replSetGetStatus',
  'replSetGetConfig',
  'listCommands',
])('%s answers', async (name) => {
  expect(await mongo.db.admin().command({ [name]: 1 })).toMatchObject({ ok: 1 });
});

test('it says that it is the primary of a replica set', async () => {
  expect(await mongo.db.admin().command({ hello: 1 })).toMatchObject({
    isWritablePrimary: true,
    setName: 'rs0',
    maxBsonObjectSize: 16_777_216,
  });
  const version = await mongo.db.admin().command({ getParameter: 1, featureCompatibilityVersion: 1 });
  expect(version).toMatchObject({ featureCompatibilityVersion: { version: expect.any(String) } });
});

test('a driver that watches it is told on and on', async () => {
  const { hosts } = mongo.client.options;
  const client = new MongoClient(`mongodb://${String(hosts[0])}/`, { heartbeatFrequencyMS: 500 });
  const heartbeats = on(client, 'serverHeartbeatSucceeded');
  await client.connect();
  let streamed = 0;
  for await (const [event] of heartbeats as AsyncIterable<[ServerHeartbeatSucceededEvent]>) {
    if (event.awaited) streamed += 1;
    if (streamed === 3) break;
  }
  await client.close();
});

test.each<readonly [string, number, () => Promise<unknown>]>([
  [
    'an unknown operator',
    2,
    () =>
      mongo
        .collection('c')
        .find({ a: { $foo: 1 } })
        .toArray(),
  ],
  ['an unknown update', 9, () => mongo.collection('c').updateOne({}, { $foo: { a: 1 } })],
  ['$inc of text', 14, () => mongo.collection('c').updateOne({ _id: 1 }, { $inc: { s: 1 } })],
  [
    'two updates of a path',
    40,
    () => mongo.collection('c').updateOne({}, { $set: { a: 1 }, $inc: { a: 1 } }),
  ],
  ['a change of the id', 66, () => mongo.collection('c').updateOne({ _id: 1 }, { $set: { _id: 2 } })],
  ['$push to a number', 2, () => mongo.collection('c').updateOne({ _id: 1 }, pushToNumber)],
  [
    'an unknown stage',
    40324,
    () =>
      mongo
        .collection('c')
        .aggregate([{ $foo: 1 }])
        .toArray(),
  ],
  ['an unknown command', 59, () => mongo.db.command({ foo: 1 })],
  [
    'a broken pattern',
    51091,
    () =>
      mongo
        .collection('c')
        .find({ a: { $regex: '(' } })
        .toArray(),
  ],
  ['an empty collection name', 73, () => mongo.db.command({ find: '' })],
])('%s is refused with code %i', async (_name, code, attempt) => {
  await mongo.collection('c').updateOne({ _id: 1 }, { $set: { a: 1, s: 'text' } }, { upsert: true });
  await expect(attempt()).rejects.toMatchObject({ code });
});

test('GridFS stores, reads ranges, renames and deletes', async () => {
  const bucket = new GridFSBucket(mongo.db, { chunkSizeBytes: 64 * 1024 });
  const data = Buffer.from(Array.from({ length: 300_003 }, (_, index) => (index * 31) & 255));
  const upload = bucket.openUploadStream('f.bin', { metadata: { a: 1 } });
  upload.end(data);
  await once(upload, 'finish');
  const read = async (options = {}): Promise<Buffer> =>
    Buffer.concat(await bucket.openDownloadStreamByName('f.bin', options).toArray());
  expect((await read()).equals(data)).toBe(true);
  const range = await read({ start: 100_000, end: 200_000 });
  expect(range.equals(data.subarray(100_000, 200_000))).toBe(true);
  await bucket.rename(upload.id, 'g.bin');
  expect(await bucket.find({ filename: 'g.bin' }).toArray()).toHaveLength(1);
  await bucket.delete(upload.id);
  expect(await mongo.collection('fs.chunks').countDocuments()).toBe(0);
});

test('bytes that are no message end the connection, and no other', async () => {
  const { host, port } = mongo.client.options.hosts[0] ?? {};
  const socket = connect({ host: host ?? '', port: port ?? 0 });
  socket.write(Buffer.alloc(32, 0xff));
  await once(socket, 'close');
  expect(await mongo.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
});
