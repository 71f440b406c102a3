import type { Logger } from '@parse/core';

/** A logger that keeps its lines. */
export interface LogLines extends Logger {
  /** `level message`, in order. */
  readonly lines: readonly string[];
}

/** An empty log that takes every level. */
export function createLogLines(): LogLines {
  const lines: string[] = [];
  return {
    lines,
    isEnabled: () => true,
    log: (level, message) => void lines.push(`${level} ${message}`),
  };
}
