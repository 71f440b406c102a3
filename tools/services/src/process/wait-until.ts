import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until the answer is not undefined; undefined when `timeout` ms have passed. */
export async function waitUntil<T>(
  timeout: number,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || Date.now() > deadline) return answer;
    await delay(50);
  }
}
