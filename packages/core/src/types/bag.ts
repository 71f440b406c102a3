/** Things under way, in no order. */
export interface Bag<T> {
  /** Returns what takes the thing out again; to call that twice is the same as once. */
  add(thing: T): () => void;
  /** Those that are in it now. */
  all(): readonly T[];
}

/**
 * A bag for what comes and goes with every request. A `Set` would do, but V8 replaces the table of one that changes
 * all the time again and again, and every table leads to its successor: once one has grown old, all later ones and
 * what was in them live until the next full collection. Here places are used again.
 */
export function createBag<T extends object>(): Bag<T> {
  const places: (T | undefined)[] = [];
  const free: number[] = [];
  return {
    add(thing) {
      const place = free.pop() ?? places.length;
      places[place] = thing;
      let isIn = true;
      return () => {
        if (!isIn) return;
        isIn = false;
        places[place] = undefined;
        free.push(place);
      };
    },
    all: () => places.filter((thing) => thing !== undefined),
  };
}
