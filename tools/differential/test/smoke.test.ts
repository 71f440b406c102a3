import { openScratchDatabases, type ScratchDatabases } from '@tools/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadScenarios } from '../src/load-scenarios.js';
import { describeVerdict } from '../src/report/describe-verdict.js';
import { runScenarios, type RanScenario } from '../src/run/run-scenarios.js';

// A part of `npm run differential` that is quick enough for every run of the tests.

const files =
  /^(objects\/increment|queries\/(comparison|subqueries)|relations\/relations|acl\/objects|roles\/roles|sessions\/|batch\/batch)/;

let databases: ScratchDatabases;

beforeAll(async () => {
  databases = await openScratchDatabases(['mongo']);
});
afterAll(() => databases.close());

test('parse-server and this server answer alike, but for what is listed', { timeout: 300_000 }, async () => {
  const scenarios = (await loadScenarios()).filter(
    ({ id, profile }) => files.test(id) && profile === 'standard',
  );
  const ran: RanScenario[] = [];
  await runScenarios(scenarios, {
    engines: ['mongo'],
    databases,
    recorded: undefined,
    onScenario: (one) => ran.push(one),
  });
  const unexplained = ran.flatMap(({ verdicts }) =>
    verdicts.filter(({ explanation }) => explanation === 'none').map(describeVerdict),
  );
  expect(unexplained).toEqual([]);
  expect(ran.length).toBeGreaterThan(20);
});
