import { MongoClient, type ClientSession } from 'mongodb';
import { expect, test } from 'vitest';
import { createReadSessions } from './read-sessions.js';

/** Sessions are objects of the client until a command is sent. */
const clientAt = (options = '') => new MongoClient(`mongodb://127.0.0.1:1/x${options}`);

test('a session is had by one read at a time, and used again by others', async () => {
  const client = clientAt();
  const sessions = createReadSessions(client, true);
  const [first, second] = [sessions.take(), sessions.take()] as [ClientSession, ClientSession];
  expect(first).toBeInstanceOf(Object);
  expect(second).not.toBe(first);
  sessions.giveBack(first);
  expect(sessions.take()).toBe(first);
  expect(sessions.take()).not.toBe(second);
  await client.close();
});

test('a session of a read that failed is ended and not used again', async () => {
  const client = clientAt();
  const sessions = createReadSessions(client, true);
  const failed = sessions.take() as ClientSession;
  await sessions.drop(failed);
  expect(failed.hasEnded).toBe(true);
  expect(sessions.take()).not.toBe(failed);
  await client.close();
});

test('reads that wait for others are left to the driver, until one is over', async () => {
  const client = clientAt();
  const sessions = createReadSessions(client, true);
  const taken = Array.from({ length: 101 }, () => sessions.take());
  expect(new Set(taken).size).toBe(101);
  expect(taken.at(-1)).toBeUndefined();
  await sessions.drop(taken[0] as ClientSession);
  expect(sessions.take()).toBeInstanceOf(Object);
  expect(sessions.take()).toBeUndefined();
  await client.close();
});

test.each([
  ['servers that have none', clientAt(), false],
  ['load balancers', clientAt('?loadBalanced=true'), true],
])('%s are sent none', async (_name, client, canHaveSessions) => {
  expect(createReadSessions(client, canHaveSessions).take()).toBeUndefined();
  await client.close();
});
