import { setTimeout as wait } from 'node:timers/promises';
import type { Step } from '../dsl/scenario.js';
import { rowsOf } from './answer-body.js';
import type { Answer } from './send-request.js';

const longest = 10_000;
const pause = 25;

/** Sends once; with `rows`, again until there are as many, or for ten seconds: the difference then shows. */
export async function sendUntil({ rows = 0 }: Step, send: () => Promise<Answer>): Promise<Answer> {
  const end = Date.now() + longest;
  let answer = await send();
  while (rowsOf(answer).length < rows && Date.now() < end) {
    await wait(pause);
    answer = await send();
  }
  return answer;
}
