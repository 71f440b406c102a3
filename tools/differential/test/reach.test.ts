import { openScratchDatabases, type ScratchDatabases } from '@tools/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scenario } from '../src/dsl/scenario.js';
import { generateScenarios } from '../src/generate/generate-scenarios.js';
import { fieldOf, rowsOf } from '../src/run/answer-body.js';
import type { Exchange, Transcript } from '../src/run/run-scenario.js';
import { onServers } from '../src/run/run-scenarios.js';

// Requests that are refused, and lists that are empty, compare little.

const SCENARIOS = 40;

let databases: ScratchDatabases;
let exchanges: readonly Exchange[];
beforeAll(async () => {
  databases = await openScratchDatabases(['sqlite']);
  exchanges = (await askOurs(some(generateScenarios(1)))).flatMap((transcript) => transcript.exchanges);
}, 300_000);
afterAll(() => databases.close());

test.each<readonly [string, Exchange['step']['method'], RegExp, (exchange: Exchange) => boolean]>([
  ['creates are accepted', 'POST', /^\/classes\//, isAccepted],
  ['updates are accepted', 'PUT', /^\/classes\//, isAccepted],
  ['objects are there', 'GET', /^\/classes\/\w+\/\w+$/, isAccepted],
  ['lists have rows or are counted', 'GET', /^\/classes\/\w+$/, findsSome],
])('of what is generated, a third of the %s', (_what, method, path, isReached) => {
  const asked = exchanges.filter(({ step }) => step.method === method && path.test(step.path));
  const share = asked.filter(isReached).length / asked.length;
  expect(share).toBeGreaterThan(1 / 3);
});

function isAccepted({ answer }: Exchange): boolean {
  return answer.status === 200 || answer.status === 201;
}

function findsSome({ answer }: Exchange): boolean {
  return rowsOf(answer).length > 0 || Number(fieldOf(answer.body, 'count') ?? 0) > 0;
}

function some(scenarios: Iterable<Scenario>): readonly Scenario[] {
  const taken: Scenario[] = [];
  for (const one of scenarios) if (taken.push(one) === SCENARIOS) break;
  return taken;
}

async function askOurs(scenarios: readonly Scenario[]): Promise<readonly Transcript[]> {
  const transcripts: Transcript[] = [];
  await onServers('open', { engines: ['sqlite'], databases, recorded: undefined }, async (servers) => {
    for (const server of servers.filter(({ side }) => side === 'ours')) {
      for (const scenario of scenarios) transcripts.push(await server.askAnew(scenario));
    }
  });
  return transcripts;
}
