import { expect, test } from 'vitest';
import type { Turn } from './run-turns.js';
import { peakMemory, summarizeTurns } from './summarize-turns.js';
import type { ServerKind, Target } from '../servers/server-kinds.js';

/** CPU per request of each round: the machine was slow in the second and the third. */
const rounds: Readonly<Partial<Record<ServerKind, readonly number[]>>> = {
  floor: [100, 400, 200],
  ours: [150, 400, 260],
  incumbent: [900, 800, 2600],
};

test('ratios are medians of the ratios within a round, not ratios of the medians', () => {
  const [row] = summarizeTurns(turnsOf('postgres', rounds), 'postgres');
  expect(row?.figures.floor?.cpuMicros).toBe(200);
  expect(row?.figures.ours?.cpuMicros).toBe(260);
  // 1.5, 1, 1.3 and 6, 2, 10.
  expect(row?.oursToFloor).toBeCloseTo(1.3);
  expect(row?.incumbentToOurs).toBeCloseTo(6);
});

test('rounds are paired by their number, in whichever order the servers had their turns', () => {
  const turns = turnsOf('postgres', rounds);
  expect(summarizeTurns([...turns].reverse(), 'postgres')[0]).toMatchObject(
    summarizeTurns(turns, 'postgres')[0] ?? {},
  );
});

test('engines, and servers that take no part, are kept apart', () => {
  const turns = [...turnsOf('postgres', rounds), ...turnsOf('sqlite', { ours: [1, 2, 3] })];
  const [row] = summarizeTurns(turns, 'sqlite');
  expect(row?.figures.ours?.cpuMicros).toBe(2);
  expect(row?.oursToFloor).toBeUndefined();
  expect(row?.incumbentToOurs).toBeUndefined();
});

test('memory is the most that any turn has seen', () => {
  expect(peakMemory(turnsOf('sqlite', { ours: [1, 2, 3] }))).toEqual([['sqlite/ours', 3]]);
});

function turnsOf(
  engine: Target['engine'],
  costs: Readonly<Partial<Record<ServerKind, readonly number[]>>>,
): readonly Turn[] {
  return (['floor', 'ours', 'incumbent'] as const).flatMap((kind) =>
    (costs[kind] ?? []).map((micros, round) => ({
      target: { engine, kind },
      scenario: 'get',
      round,
      load: { requests: 10, seconds: 1, p50Ms: 1, p99Ms: 1 },
      cost: {
        cpuMicros: micros * 10,
        allocatedBytes: 0,
        peakRssBytes: (round + 1) * 1024 * 1024,
      },
    })),
  );
}
