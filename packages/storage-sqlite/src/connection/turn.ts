import { setImmediate } from 'node:timers';
import { StorageError } from '@parse/core/adapter';
import { mapError } from '../map-error.js';
import type { Connection } from './connection.js';

/** Work on a connection, all of it done when it returns. It may be done again after it was undone. */
export type Work<T> = (connection: Connection) => T;

/** What is asked for in one turn of the event loop, done together at its end, in the order it came in. */
export interface Turn {
  /** Resolves when everything that the work may have seen is committed. */
  readonly read: <T>(work: Work<T>) => Promise<T>;
  /** Resolves when the work is committed; what fails, fails alone. */
  readonly write: <T>(work: Work<T>) => Promise<T>;
  /** Does now what has come, and the work after it, as a commit of its own. */
  readonly alone: <T>(work: Work<T>) => T;
  /** Does now what has come. */
  readonly end: () => void;
  /** Whether this is asked by work that is being done. */
  readonly isUnderWay: boolean;
}

interface Step {
  readonly work: Work<unknown>;
  readonly writes: boolean;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Milliseconds after which a turn ends: those who are done are answered, and the others come in the next. */
const LONG = 5;

/**
 * Collects what is asked for in a turn and does it at its end. Reads that stand next to one another are one transaction,
 * and so are writes, for which no read keeps the file: locks and a commit cost more than most of what is done in them, and
 * what SQLite works with stays in the processor's caches. When a step fails, its transaction is undone and its steps are
 * done one by one, which tells whose fault it was. No other transaction may be open while something waits here.
 */
export function startTurns(connection: Connection): Turn {
  let waiting: Step[] = [];
  let isScheduled = false;
  let isUnderWay = false;

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      next();
    });
  }

  function next(): void {
    const steps = waiting;
    waiting = [];
    isUnderWay = true;
    try {
      waiting = steps.slice(doSteps(connection, steps));
    } finally {
      isUnderWay = false;
    }
    if (waiting.length > 0) schedule();
  }

  function end(): void {
    while (waiting.length > 0) next();
  }

  const add = <T>(work: Work<T>, writes: boolean): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      schedule();
      waiting.push({ work, writes, resolve: (result) => resolve(result as T), reject });
    });

  return {
    read: (work) => add(work, false),
    write: (work) => add(work, true),
    alone(work) {
      end();
      return work(connection);
    },
    end,
    get isUnderWay() {
      return isUnderWay;
    },
  };
}

/** Returns how many are settled. */
function doSteps(connection: Connection, steps: readonly Step[]): number {
  const until = performance.now() + LONG;
  let settled = 0;
  while (settled < steps.length && (settled === 0 || performance.now() < until)) {
    const end = steps.findIndex(({ writes }, at) => at > settled && writes !== steps[settled]?.writes);
    settled += doTogether(connection, steps.slice(settled, end < 0 ? undefined : end), until);
  }
  return settled;
}

/** Steps of one kind. Returns how many are settled, at least one. */
function doTogether(connection: Connection, steps: readonly Step[], until: number): number {
  const [first, second] = steps;
  if (!first) return 0;
  if (!second) return doAlone(connection, steps);
  try {
    connection.begin(first.writes ? 'write' : 'read');
  } catch (error) {
    // Another process writes for too long: each of them would wait as long again, and everybody with them.
    for (const { reject } of steps) reject(mapError(error));
    return steps.length;
  }
  const results: unknown[] = [];
  try {
    for (const { work } of steps) {
      results.push(work(connection));
      if (!connection.holdsTransaction) throw new StorageError('driver', 'SQLite has rolled back');
      if (performance.now() > until) break;
    }
    connection.commit();
  } catch {
    connection.rollback();
    return doAlone(connection, steps.slice(0, results.length + 1));
  }
  for (const [index, result] of results.entries()) steps[index]?.resolve(result);
  return results.length;
}

function doAlone(connection: Connection, steps: readonly Step[]): number {
  for (const { work, resolve, reject } of steps) {
    try {
      resolve(work(connection));
    } catch (error) {
      reject(error);
    }
  }
  return steps.length;
}
