import { createBag } from '@parse/core/adapter';

/** What has a limited time to be answered. */
export interface Deadlines {
  /** Calls `expire` after the limit, unless what is returned is called before: for what has been answered. */
  add(expire: () => void): () => void;
}

interface Waiting {
  readonly until: number;
  readonly expire: () => void;
}

/**
 * Limits the time of many things by one timer, which costs nearly nothing as long as all of them are answered in time. A
 * limit of 0 is none.
 */
export function createDeadlines(limitMs: number): Deadlines {
  if (limitMs <= 0) return { add: () => nothing };
  const waiting = createBag<Waiting>();
  let isArmed = false;
  const arm = (delayMs: number): void => {
    isArmed = true;
    setTimeout(sweep, delayMs).unref();
  };
  const sweep = (): void => {
    isArmed = false;
    const now = performance.now();
    let next = Infinity;
    for (const { until, expire } of waiting.all()) {
      if (until <= now) expire();
      else next = Math.min(next, until);
    }
    if (next < Infinity) arm(Math.ceil(next - now));
  };
  return {
    add(expire) {
      if (!isArmed) arm(limitMs);
      const until = performance.now() + limitMs;
      const forget = waiting.add({
        until,
        expire: () => {
          forget();
          expire();
        },
      });
      return forget;
    },
  };
}

function nothing(): void {
  // Nobody waits for an end.
}
