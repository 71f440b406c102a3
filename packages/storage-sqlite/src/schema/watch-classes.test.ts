import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Connection } from '../connection/connection.js';
import { classWatch } from './watch-classes.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a look that fails is made up for by the next one', () => {
  const answers = [() => 1, fail, () => 2, () => 2];
  let changes = 0;
  // What is read of the connection does not matter here, only whether it can be read.
  const read = <T>(_work: (connection: Connection) => T): T => answers.shift()?.() as T;
  const stop = classWatch(1).start(read, () => (changes += 1), 10);
  vi.advanceTimersByTime(40);
  stop();
  expect({ changes, left: answers.length }).toEqual({ changes: 1, left: 0 });
});

function fail(): never {
  throw new Error('database is locked');
}
