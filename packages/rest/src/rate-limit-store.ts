/** How often a key was used in the window under way. */
export interface RateLimitWindow {
  /** Uses so far, this one included. */
  readonly count: number;
  /** Milliseconds since 1970 when the window ends. */
  readonly resetAt: number;
}

/** Where uses are counted. Servers that share a store share their limits. */
export interface RateLimitStore {
  /** Counts one use of the key; its first use opens a window of that many milliseconds. Must be atomic. */
  hit(key: string, windowLength: number): Promise<RateLimitWindow>;
}

/** What the store in memory may be told. */
export interface MemoryRateLimitStoreOptions {
  readonly now?: () => number;
  /** Windows kept at most; when there are more, those that end first are forgotten. */
  readonly maxWindows?: number;
}

interface OpenWindow {
  count: number;
  readonly resetAt: number;
}

/**
 * Counts in this process. Windows of one length end in the order they were opened, so the ones that are over are
 * always found at the front and removed there: no timer, and no request pays for more than its own window.
 */
export function memoryRateLimitStore(options: MemoryRateLimitStoreOptions = {}): RateLimitStore {
  const now = options.now ?? Date.now;
  const maxWindows = options.maxWindows ?? 100_000;
  const byLength = new Map<number, Map<string, OpenWindow>>();

  return {
    hit(key, windowLength) {
      const time = now();
      const windows = windowsOf(byLength, windowLength);
      removeEnded(windows, time);
      let window = windows.get(key);
      if (!window || window.resetAt <= time) {
        window = { count: 0, resetAt: time + windowLength };
        addLast(windows, key, window, maxWindows);
      }
      window.count += 1;
      return Promise.resolve({ count: window.count, resetAt: window.resetAt });
    },
  };
}

function windowsOf(byLength: Map<number, Map<string, OpenWindow>>, length: number): Map<string, OpenWindow> {
  const known = byLength.get(length);
  if (known) return known;
  const windows = new Map<string, OpenWindow>();
  byLength.set(length, windows);
  return windows;
}

function removeEnded(windows: Map<string, OpenWindow>, time: number): void {
  for (const [key, { resetAt }] of windows) {
    if (resetAt > time) return;
    windows.delete(key);
  }
}

function addLast(
  windows: Map<string, OpenWindow>,
  key: string,
  window: OpenWindow,
  maxWindows: number,
): void {
  // Deleted first, so that a clock that was set back cannot leave the key in its old place.
  windows.delete(key);
  for (const [oldest] of windows) {
    if (windows.size < maxWindows) break;
    windows.delete(oldest);
  }
  windows.set(key, window);
}
