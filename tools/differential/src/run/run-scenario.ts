import { setTimeout as wait } from 'node:timers/promises';
import type { Json, Scenario, Step } from '../dsl/scenario.js';
import type { Lane } from '../servers/lane.js';
import { fillStep } from './placeholders.js';
import { readState } from './read-state.js';
import { sendUntil } from './send-until.js';
import { ensureEmpty, resetServer } from './reset-server.js';
import type { Answer } from './send-request.js';
import { wireRequest } from './wire-request.js';

/** A request of the scenario, or of the tool when it looks at the state, and what came back. */
export interface Exchange {
  readonly step: Step;
  readonly answer: Answer;
  /** After the answer to the one before: what the server writes meanwhile bears a time from here on. */
  readonly sentAt: number;
}

/** All a server said to a scenario. */
export interface Transcript {
  readonly serverURL: string;
  readonly exchanges: readonly Exchange[];
  /** What the server holds afterwards, asked with the master key: classes and their objects. */
  readonly state: readonly Exchange[];
  readonly pristineClasses: Lane['pristineClasses'];
  readonly profile: Scenario['profile'];
  /** When the last answer came; times near it are taken for that of the run. */
  readonly endedAt: number;
}

/** Sends the steps one after the other, looks at what they left, and removes it. */
export async function runScenario(lane: Lane, scenario: Scenario): Promise<Transcript> {
  await ensureEmpty(lane);
  const { serverURL, pristineClasses } = lane;
  const exchanges = await sendSteps(lane, scenario.steps);
  const state = await readState(lane, scenario.steps);
  const endedAt = Date.now();
  await resetServer(lane, state);
  return { serverURL, exchanges, state, pristineClasses, profile: scenario.profile, endedAt };
}

async function sendSteps(lane: Lane, steps: readonly Step[]): Promise<readonly Exchange[]> {
  const answers = new Map<string, Json>();
  const exchanges: Exchange[] = [];
  for (const step of steps) {
    const sentAt = await nextMillisecond();
    const request = wireRequest(fillStep(step, answers), lane.serverURL, answers);
    const answer = await sendUntil(step, () => lane.send(request));
    if (step.name !== undefined) answers.set(step.name, answer.body ?? null);
    exchanges.push({ step, answer, sentAt });
  }
  return exchanges;
}

/** Servers tell times in milliseconds: two writes within one would look like one. */
async function nextMillisecond(): Promise<number> {
  const before = Date.now();
  while (Date.now() === before) await wait(1);
  return Date.now();
}
