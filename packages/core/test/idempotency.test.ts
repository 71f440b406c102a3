import { memoryStorage } from '@parse/storage-memory';
import { expect, test } from 'vitest';
import { claimRequestId } from '../src/stores/idempotency-store.js';
import { classOf, startApp } from './app-fixture.js';

/** An app whose time tests move, in seconds. */
async function setUp(expiry: boolean) {
  const storage = memoryStorage();
  let time = 1_000_000_000_000;
  const app = await startApp({
    storage: { ...storage, capabilities: { ...storage.capabilities, expiry } },
    now: () => new Date(time),
  });
  return {
    claim: (id: string) => claimRequestId(app, id, 300),
    pass: (seconds: number) => void (time += seconds * 1000),
    claims: () => app.storage.count(classOf(app, '_Idempotency'), { op: 'everything' }),
  };
}

test('of any number of racers one claims an id, and again when the claim has expired', async () => {
  const { claim, pass, claims } = await setUp(true);
  const race = async () =>
    (await Promise.all(Array.from({ length: 50 }, () => claim('a')))).filter((won) => won).length;
  expect(await race()).toBe(1);
  pass(299);
  expect(await race()).toBe(0);
  pass(1);
  expect(await race()).toBe(1);
  expect(await claims()).toBe(1);
});

test('ids are claimed one by one', async () => {
  const { claim } = await setUp(true);
  expect([await claim('a'), await claim('b'), await claim('a')]).toEqual([true, true, false]);
});

test('expired claims are removed where the store does not do it by itself', async () => {
  const { claim, pass, claims } = await setUp(false);
  for (let id = 0; id < 20; id += 1) await claim(`early ${String(id)}`);
  pass(601);
  await claim('late');
  expect(await claims()).toBe(1);
  pass(10);
  expect(await claim('late')).toBe(false);
});
