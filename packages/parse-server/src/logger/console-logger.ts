import type { LogFields, Logger, LogLevel } from '@parse/core';
import type { SecretMask } from './mask-secrets.js';

const levels: readonly LogLevel[] = ['error', 'warn', 'info', 'verbose', 'debug'];

/** Depth of a field that is still written out. */
const deepestField = 4;

/** How lines are written. */
export interface ConsoleLoggerOptions {
  /** The lowest level that is written; undefined: none. */
  readonly level: LogLevel | undefined;
  /** Lines are JSON; else they are for people. */
  readonly json: boolean;
  readonly mask: SecretMask;
  readonly now?: () => Date;
  /** Absent: standard output. */
  readonly write?: (line: string) => void;
}

/** Writes one line for each message, secrets masked; line breaks and control characters are escaped. */
export function consoleLogger(options: ConsoleLoggerOptions): Logger {
  const written = options.level === undefined ? 0 : levels.indexOf(options.level) + 1;
  const write = options.write ?? ((line: string) => void process.stdout.write(line));
  const now = options.now ?? (() => new Date());
  const isEnabled = (level: LogLevel): boolean => levels.indexOf(level) < written;
  return {
    isEnabled,
    log(level, message, fields = {}) {
      if (isEnabled(level)) {
        const line = { time: now().toISOString(), level, message, fields };
        write(`${options.json ? jsonLine(line, options.mask) : readableLine(line, options.mask)}\n`);
      }
    },
  };
}

interface Line {
  readonly time: string;
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields;
}

function jsonLine({ time, level, message, fields }: Line, mask: SecretMask): string {
  const { time: _time, level: _level, message: _message, ...others } = plainFields(fields, mask);
  return JSON.stringify({ time, level, message: mask.text(message), ...others });
}

function readableLine({ time, level, message, fields }: Line, mask: SecretMask): string {
  const details = Object.entries(plainFields(fields, mask)).map(
    ([name, value]) =>
      `${printable(name)}=${typeof value === 'string' ? quoted(value) : JSON.stringify(value)}`,
  );
  return [time, level.padEnd(7), printable(mask.text(message)), ...details].join(' ');
}

function plainFields(fields: LogFields, mask: SecretMask): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, mask.hides(name) ? '[masked]' : plainValue(value, mask, 0)]),
  );
}

/** Anything as JSON data: errors with their causes, what JSON cannot say as text, depths cut off. */
function plainValue(value: unknown, mask: SecretMask, depth: number): unknown {
  if (typeof value === 'string') {
    return mask.text(value);
  }
  if (value === null || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  if (typeof value === 'bigint' || typeof value === 'symbol' || value === undefined) {
    return String(value);
  }
  if (typeof value === 'function') {
    return 'a function';
  }
  if (depth >= deepestField) {
    return '…';
  }
  if (value instanceof Error) {
    return plainError(value, mask, depth);
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  }
  if (Array.isArray(value)) {
    return value.map((entry) => plainValue(entry, mask, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name,
      mask.hides(name) ? '[masked]' : plainValue(entry, mask, depth + 1),
    ]),
  );
}

function plainError(error: Error, mask: SecretMask, depth: number): Record<string, unknown> {
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    name: error.name,
    message: mask.text(error.message),
    ...(code !== undefined && { code: plainValue(code, mask, depth + 1) }),
    ...(error.stack !== undefined && { stack: mask.text(error.stack) }),
    ...(error.cause !== undefined && { cause: plainValue(error.cause, mask, depth + 1) }),
  };
}

function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : JSON.stringify(text);
}

/** Control characters could forge lines or drive a terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, (character) =>
    JSON.stringify(character).slice(1, -1),
  );
}
