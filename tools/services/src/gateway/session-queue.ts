/** Lets one command of a session, or of whatever else has a name, run at a time. */
export interface SessionQueue {
  /** Resolves when it is this command's turn, with the function that ends the turn. */
  readonly enter: (session: string) => Promise<() => void>;
}

/** Commands of one transaction may come over several sockets at once, and a connection runs one query. */
export function createSessionQueue(): SessionQueue {
  const tails = new Map<string, Promise<void>>();
  return {
    async enter(session) {
      const before = tails.get(session);
      let end: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const tail = before === undefined ? ended : before.then(() => ended);
      tails.set(session, tail);
      await before;
      return () => {
        end();
        if (tails.get(session) === tail) tails.delete(session);
      };
    },
  };
}
