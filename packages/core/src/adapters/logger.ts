/** From quietest to loudest; a logger writes its own level and those before it. */
export type LogLevel = 'error' | 'warn' | 'info' | 'verbose' | 'debug';

/** Structured data of a log line. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Where log lines go. Must not throw and must not block. The engine never passes keys, tokens, passwords or
 * whole objects.
 */
export interface Logger {
  log(level: LogLevel, message: string, fields?: LogFields): void;
  /** Whether lines of that level are written: lets callers skip the work of making one. */
  isEnabled(level: LogLevel): boolean;
}
