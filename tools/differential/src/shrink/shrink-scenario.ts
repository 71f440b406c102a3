import type { Json, Scenario, Step } from '../dsl/scenario.js';
import { simplerValues } from './simpler-values.js';

/** True when the scenario still shows what it is shrunk for. */
export type StillShows = (scenario: Scenario) => Promise<boolean>;

/**
 * The smallest scenario found within that many tries that still shows the same: without steps nobody needs, with as
 * little in the others as possible.
 */
export async function shrinkScenario(
  start: Scenario,
  stillShows: StillShows,
  tries: number,
): Promise<Scenario> {
  let left = tries;
  let smallest = start;
  const attempt = async (steps: readonly Step[]): Promise<boolean> => {
    if (left <= 0) return false;
    left -= 1;
    const candidate = { ...smallest, steps };
    if (!(await stillShows(candidate))) return false;
    smallest = candidate;
    return true;
  };
  for (let size = Math.ceil(start.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    await dropRuns(() => smallest.steps, size, attempt);
  while (await simplifyOnce(smallest.steps, attempt));
  await dropRuns(() => smallest.steps, 1, attempt);
  return smallest;
}

type Attempt = (steps: readonly Step[]) => Promise<boolean>;

/** From the end, as later steps need the earlier ones. */
async function dropRuns(current: () => readonly Step[], size: number, attempt: Attempt): Promise<void> {
  for (let end = current().length; end > 0; end -= size) {
    const steps = current();
    const start = Math.max(0, end - size);
    if (steps.length <= 1) return;
    await attempt([...steps.slice(0, start), ...steps.slice(end)]);
  }
}

async function simplifyOnce(steps: readonly Step[], attempt: Attempt): Promise<boolean> {
  for (const [index, step] of steps.entries())
    for (const simpler of simplerSteps(step)) if (await attempt(steps.with(index, simpler))) return true;
  return false;
}

function* simplerSteps(step: Step): Generator<Step> {
  const { by, query, body, ...rest } = step;
  if (by !== undefined && by !== 'master') yield withoutCaller(step);
  if (query !== undefined)
    for (const simpler of simplerValues(query)) if (isObject(simpler)) yield { ...step, query: simpler };
  if (body !== undefined) for (const simpler of simplerValues(body)) yield { ...step, body: simpler };
  if (rest.headers !== undefined) yield withoutHeaders(step);
}

function withoutCaller({ by: _, ...step }: Step): Step {
  return step;
}

function withoutHeaders({ headers: _, ...step }: Step): Step {
  return step;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
