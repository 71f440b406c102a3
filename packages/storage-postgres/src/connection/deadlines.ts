/** What has a limited time to be answered. */
export interface Deadlines {
  /** Calls `expire` after the limit, unless it is forgotten before. */
  add(expire: () => void): void;
  /** For what has been answered. */
  forget(expire: () => void): void;
}

/**
 * Limits the time of many things by one timer, which costs nearly nothing as long as all of them are answered in time. A
 * limit of 0 is none.
 */
export function createDeadlines(limitMs: number): Deadlines {
  if (limitMs <= 0) return { add: nothing, forget: nothing };
  // In the order of their time, which is that of the insertion as all have the same limit.
  const waiting = new Map<() => void, number>();
  let isArmed = false;
  const arm = (delayMs: number): void => {
    isArmed = true;
    setTimeout(sweep, delayMs).unref();
  };
  const sweep = (): void => {
    isArmed = false;
    const now = performance.now();
    for (const [expire, since] of waiting) {
      const left = since + limitMs - now;
      if (left > 0) {
        arm(Math.ceil(left));
        return;
      }
      waiting.delete(expire);
      expire();
    }
  };
  return {
    add(expire) {
      waiting.set(expire, performance.now());
      if (!isArmed) arm(limitMs);
    },
    forget: (expire) => void waiting.delete(expire),
  };
}

function nothing(): void {
  // Nobody waits for an end.
}
