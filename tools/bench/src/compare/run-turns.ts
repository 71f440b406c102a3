import type { Contender } from '../arena/open-arena.js';
import type { LoadGenerator } from '../load/load-generator.js';
import type { LoadResult } from '../load/load-messages.js';
import type { ProcessCost } from '../probe/probe-messages.js';
import { scenarioNamed } from '../scenarios/scenarios.js';
import { targetName, type Target } from '../servers/server-kinds.js';

/** How long and how often is measured. */
export interface TurnPlan {
  readonly scenarios: readonly string[];
  readonly rounds: number;
  readonly turnMs: number;
  /** Of the lightest scenarios; fewer of heavy ones. V8 optimizes what has run some thousand times. */
  readonly warmUpRequests: number;
  readonly connections: number;
}

/** What one turn of a scenario on a server has shown. */
export interface Turn {
  readonly target: Target;
  readonly scenario: string;
  readonly round: number;
  readonly load: LoadResult;
  readonly cost: ProcessCost;
}

/**
 * Measures in short turns: in each round, for each scenario, each server has one, in an order that moves on from round
 * to round. So what else the machine does hits all alike. Every server is warmed up with every scenario first.
 */
export async function runTurns(
  contenders: readonly Contender[],
  load: LoadGenerator,
  plan: TurnPlan,
  report: (line: string) => void,
): Promise<readonly Turn[]> {
  const send = sender(load, plan.connections);
  for (const scenario of plan.scenarios) {
    report(`warming up: ${scenario}`);
    const requests = Math.ceil(plan.warmUpRequests / scenarioNamed(scenario).weight);
    for (const contender of contenders) await send(contender, scenario, { requests });
  }
  const turns: Turn[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    report(`round ${round + 1} of ${plan.rounds}`);
    for (const scenario of plan.scenarios) {
      for (const contender of rotated(contenders, round)) {
        const { probe } = contender.server;
        await send(contender, scenario, { requests: leadIn(scenario) });
        await probe.begin();
        const result = await send(contender, scenario, { milliseconds: plan.turnMs });
        turns.push({
          target: contender.target,
          scenario,
          round,
          load: result,
          cost: await probe.end(),
        });
      }
    }
  }
  return turns;
}

/**
 * Requests before each turn that are not measured. While the others had their turns, what a server remembers for some
 * seconds (sessions, roles) was forgotten, and how often that happens depends on how many servers take part.
 */
function leadIn(scenario: string): number {
  return Math.ceil(100 / scenarioNamed(scenario).weight);
}

type Send = (
  contender: Contender,
  scenario: string,
  length: { readonly requests: number } | { readonly milliseconds: number },
) => Promise<LoadResult>;

/** Goes on with a scenario where its last turn on the server has ended. */
function sender(load: LoadGenerator, connections: number): Send {
  const counters = new Map<string, number>();
  return async ({ target, server, world }, scenario, length) => {
    const key = `${targetName(target)} ${scenario}`;
    const first = counters.get(key) ?? 0;
    const script = { scenario, world };
    const job = { origin: server.origin, script, first, connections, ...length };
    const result = await load.run(job);
    counters.set(key, first + result.requests);
    return result;
  };
}

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
