import { expect, test } from 'vitest';
import { memoryRateLimitStore } from './rate-limit-store.js';

test('uses are counted until the window ends, then from one again', async () => {
  let time = 1000;
  const store = memoryRateLimitStore({ now: () => time });
  expect(await store.hit('a', 100)).toEqual({ count: 1, resetAt: 1100 });
  time = 1099;
  expect(await store.hit('a', 100)).toEqual({ count: 2, resetAt: 1100 });
  time = 1100;
  expect(await store.hit('a', 100)).toEqual({ count: 1, resetAt: 1200 });
});

test('keys and window lengths do not share counts', async () => {
  const store = memoryRateLimitStore({ now: () => 0 });
  await store.hit('a', 100);
  expect(await store.hit('b', 100)).toMatchObject({ count: 1 });
  expect(await store.hit('a', 200)).toMatchObject({ count: 1 });
});

test('no more windows are kept than allowed; the one that ends first is forgotten', async () => {
  let time = 0;
  const store = memoryRateLimitStore({ now: () => time, maxWindows: 2 });
  await store.hit('a', 100);
  time = 1;
  await store.hit('b', 100);
  time = 2;
  await store.hit('c', 100);
  expect(await store.hit('c', 100)).toMatchObject({ count: 2 });
  expect(await store.hit('b', 100)).toMatchObject({ count: 2 });
  expect(await store.hit('a', 100)).toMatchObject({ count: 1 });
});

test('a clock that is set back leaves no window open for ever', async () => {
  let time = 1000;
  const store = memoryRateLimitStore({ now: () => time });
  await store.hit('a', 100);
  time = 0;
  await store.hit('b', 100);
  time = 100;
  expect(await store.hit('b', 100)).toMatchObject({ count: 1 });
});
