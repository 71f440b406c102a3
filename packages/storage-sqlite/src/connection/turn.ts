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

/** Milliseconds after which those who are done are answered, and the others come in the next turn. */
const LONG = 5;

/**
 * Collects what is asked for in a turn and does it as one transaction: its locks and its commit cost more than most of what
 * is done in it, and what SQLite works with stays in the processor's caches. When one step fails, all are undone and each
 * is done by itself, which tells whose fault it was. No other transaction may be open while something waits here.
 */
export function startTurns(connection: Connection): Turn {
  let waiting: Step[] = [];
  let isUnderWay = false;

  function next(): void {
    const steps = waiting;
    isUnderWay = true;
    const settled = steps.length > 1 ? doTogether(connection, steps) : 0;
    if (settled === 0) for (const step of steps) doAlone(connection, step);
    isUnderWay = false;
    waiting = settled === 0 ? [] : steps.slice(settled);
    if (waiting.length > 0) setImmediate(next);
  }

  function end(): void {
    while (waiting.length > 0) next();
  }

  const add = <T>(work: Work<T>, writes: boolean): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(next);
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

/** Returns how many are settled; none where all have to be done alone. */
function doTogether(connection: Connection, steps: readonly Step[]): number {
  try {
    connection.begin(steps.some(({ writes }) => writes) ? 'write' : 'read');
  } catch (error) {
    for (const step of steps) refuse(connection, step, error);
    return steps.length;
  }
  const results: unknown[] = [];
  const started = performance.now();
  try {
    for (const { work } of steps) {
      results.push(work(connection));
      if (performance.now() - started > LONG) break;
    }
    connection.commit();
  } catch {
    connection.rollback();
    return 0;
  }
  for (const [index, result] of results.entries()) steps[index]?.resolve(result);
  return results.length;
}

/** Another process writes for too long: each writer would wait as long again, and everybody with it. */
function refuse(connection: Connection, step: Step, error: unknown): void {
  if (step.writes) step.reject(mapError(error));
  else doAlone(connection, step);
}

function doAlone(connection: Connection, { work, resolve, reject }: Step): void {
  try {
    resolve(work(connection));
  } catch (error) {
    reject(error);
  }
}
