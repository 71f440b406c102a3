import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { serviceUri } from '../src/index.js';
import { redisVersion } from '../src/redis/ask-redis.js';
import { serviceStatus, startService, stopService } from '../src/run-services.js';
import { useInstances } from './support/instance.js';

const within = useInstances();
const silent = (): void => undefined;

test('Redis stores and answers', async () => {
  const { hostname, port } = new URL(serviceUri('redis'));
  expect(await redisVersion(serviceUri('redis'))).toMatch(/^\d+\.\d+/);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write('SET greeting hello\r\nGET greeting\r\n');
  let answer = '';
  while (!answer.includes('hello')) answer += String((await once(socket, 'data'))[0]);
  socket.destroy();
  expect(answer).toBe('+OK\r\n$5\r\nhello\r\n');
});

test('a MongoDB-compatible engine starts and stops beside the one that runs', () =>
  within('mongo', async () => {
    const started = await startService('mongo', silent);
    expect(started.uri).not.toBe(serviceUri('mongo'));
    expect(await serviceStatus('mongo')).toEqual(started);
    expect(await stopService('mongo')).toEqual(started);
    expect(await serviceStatus('mongo')).toBeUndefined();
  }));
