import { StorageError } from '@parse/core/adapter';

/** Lets one holder in at a time, in the order of asking. */
export interface Lock {
  readonly isHeld: boolean;
  /** Runs `work` alone; fails with `timeout` when it is not let in soon enough. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** A free lock. */
export function createLock(timeoutMs: number): Lock {
  const waiting: (() => void)[] = [];
  let held = false;

  async function enter(): Promise<void> {
    if (!held) {
      held = true;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const admit = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(admit), 1);
        reject(new StorageError('timeout', 'another transaction is taking too long'));
      }, timeoutMs);
      waiting.push(admit);
    });
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else held = false;
  }

  return {
    get isHeld() {
      return held;
    },
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
