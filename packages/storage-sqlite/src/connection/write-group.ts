import { mapError } from '../map-error.js';
import type { Connection } from './connection.js';

/** Work on a connection, all of it done when it returns. It may be done again after it was undone. */
export type WriteWork<T> = (connection: Connection) => T;

/** Writes that came in one turn of the event loop, stored together. */
export interface WriteGroup {
  /** Resolves when the work is committed; what fails, fails alone. */
  readonly add: <T>(work: WriteWork<T>) => Promise<T>;
  /** Does now what has come, and the work after it, as a commit of its own. */
  readonly alone: <T>(work: WriteWork<T>) => T;
  /** Does now what has come. */
  readonly flush: () => void;
}

interface Waiting {
  readonly work: WriteWork<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Collects the writes of one turn of the event loop and commits them at its end as one transaction: to commit costs more
 * than most of what is committed. When one of them fails, all are undone and each is done by itself, which tells whose
 * fault it was. No transaction may be open while something waits here.
 */
export function writeGroup(writer: Connection): WriteGroup {
  let waiting: Waiting[] = [];

  function flush(): void {
    const group = waiting;
    waiting = [];
    if (group.length > 1 && storeTogether(writer, group)) return;
    for (const write of group) storeAlone(writer, write);
  }

  return {
    add: <T>(work: WriteWork<T>) =>
      new Promise<T>((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ work, resolve: (result) => resolve(result as T), reject });
      }),
    alone(work) {
      flush();
      return work(writer);
    },
    flush,
  };
}

/** Whether it is settled what became of them. */
function storeTogether(writer: Connection, group: readonly Waiting[]): boolean {
  try {
    writer.begin();
  } catch (error) {
    // Another process writes for too long: each of them would wait as long again, and everybody with them.
    for (const { reject } of group) reject(mapError(error));
    return true;
  }
  let results: readonly unknown[];
  try {
    results = group.map(({ work }) => work(writer));
    writer.commit();
  } catch {
    writer.rollback();
    return false;
  }
  for (const [index, { resolve }] of group.entries()) resolve(results[index]);
  return true;
}

function storeAlone(writer: Connection, { work, resolve, reject }: Waiting): void {
  try {
    resolve(work(writer));
  } catch (error) {
    reject(error);
  }
}
