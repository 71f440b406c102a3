import { memoryStorage } from '@parse/storage-memory';
import { describe, expect, test } from 'vitest';
import { startApp } from '../../test/app-fixture.js';
import { claimRequestId } from './idempotency-store.js';

describe.each([[[]], [['uniqueIndexes']]] as const)('on a store without %j', (without) => {
  test('one of many racers claims a request id', async () => {
    const app = await startApp({ storage: memoryStorage({ without }) });
    const claims = await Promise.all(Array.from({ length: 50 }, () => claimRequestId(app, 'r1', 60)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await claimRequestId(app, 'r2', 60)).toBe(true);
  });

  test('one of many racers takes over a claim past its time', async () => {
    let now = new Date('2020-01-01T00:00:00.000Z');
    const app = await startApp({ storage: memoryStorage({ without }), now: () => now });
    await claimRequestId(app, 'r1', 60);
    now = new Date('2020-01-01T00:01:00.000Z');
    const claims = await Promise.all(Array.from({ length: 50 }, () => claimRequestId(app, 'r1', 60)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });
});
