import type { LogFields, LogLevel } from '@parse/core';
import { consoleLogger } from './console-logger.js';
import { maskSecrets } from './mask-secrets.js';

/** A logger with one function for each level. */
export type SimpleLogger = { readonly [Level in LogLevel]: (message: string, fields?: LogFields) => void };

const output = consoleLogger({
  level: 'info',
  json: !process.stdout.isTTY,
  mask: maskSecrets([]),
});

/** Writes lines like those of a server, for programs around one; it belongs to none and follows no options. */
export const logger: SimpleLogger = {
  error: (message, fields) => output.log('error', message, fields),
  warn: (message, fields) => output.log('warn', message, fields),
  info: (message, fields) => output.log('info', message, fields),
  verbose: (message, fields) => output.log('verbose', message, fields),
  debug: (message, fields) => output.log('debug', message, fields),
};
