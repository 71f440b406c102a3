import { Long, ObjectId, Timestamp } from 'bson';
import type { Doc } from '../bson/codec.js';
import type { Command } from '../command.js';
import type { GatewayOptions } from '../gateway-options.js';

/** Tells a driver what it talks to: the primary of a replica set of one, without which it starts no transaction. */
export function hello({ host, port, replicaSet }: GatewayOptions, command: Command): Doc {
  const now = new Date();
  const me = `${host}:${port}`;
  const opTime = { ts: new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }), t: Long.fromNumber(1) };
  return {
    ...(command.name === 'hello' ? { isWritablePrimary: true } : { helloOk: true, ismaster: true }),
    ...{ hosts: [me], setName: replicaSet, setVersion: 1, secondary: false, primary: me, me },
    electionId: new ObjectId('7fffffff0000000000000001'),
    lastWrite: { opTime, lastWriteDate: now, majorityOpTime: opTime, majorityWriteDate: now },
    ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 25_000 },
    ...{ localTime: now, logicalSessionTimeoutMinutes: 30, connectionId: command.client.id },
    ...{ minWireVersion: 0, maxWireVersion: 21, readOnly: false, ok: 1 },
  };
}
