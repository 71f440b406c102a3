import { Long, ObjectId, Timestamp } from 'bson';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Doc } from '../bson/codec.js';
import { readNumber } from '../bson/raw-document.js';
import type { Command } from '../command.js';
import type { GatewayOptions } from '../gateway-options.js';

/**
 * Tells a driver what it talks to: the primary of a replica set of one, without which it starts no transaction. A
 * driver that knows that asks to be told of changes within a time; there are none as long as this process lives.
 */
export async function hello(options: GatewayOptions, command: Command): Promise<Doc> {
  const { host, port, replicaSet, processId } = options;
  await sleep(readNumber(command.body, command.fields.get('maxAwaitTimeMS')) ?? 0, undefined, { ref: false });
  const now = new Date();
  const me = `${host}:${port}`;
  const opTime = { ts: new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }), t: Long.fromNumber(1) };
  return {
    ...(command.name === 'hello' ? { isWritablePrimary: true } : { helloOk: true, ismaster: true }),
    ...{ hosts: [me], setName: replicaSet, setVersion: 1, secondary: false, primary: me, me },
    topologyVersion: { processId, counter: Long.ZERO },
    electionId: new ObjectId('7fffffff0000000000000001'),
    lastWrite: { opTime, lastWriteDate: now, majorityOpTime: opTime, majorityWriteDate: now },
    ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 25_000 },
    ...{ localTime: now, logicalSessionTimeoutMinutes: 30, connectionId: command.client.id },
    ...{ minWireVersion: 0, maxWireVersion: 21, readOnly: false, ok: 1 },
  };
}
