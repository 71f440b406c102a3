/** The time of a server under test. */
export interface TestClock {
  readonly now: () => Date;
  /** Goes forward by that much, and on from there. */
  advance(milliseconds: number): void;
  /** Shows that time, and goes on from there. */
  set(time: Date): void;
  /** Shows the real time again. */
  reset(): void;
}

/** A clock that shows the real time until it is told another one. */
export function createTestClock(): TestClock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (milliseconds) => void (ahead += milliseconds),
    set: (time) => void (ahead = time.getTime() - Date.now()),
    reset: () => void (ahead = 0),
  };
}
