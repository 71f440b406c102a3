/** A clock that goes with the real one and can be set forward. */
export interface Clock {
  readonly now: () => Date;
  advance(milliseconds: number): void;
}

/** A clock that shows the real time until it is advanced. */
export function createClock(): Clock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}
