import { format } from 'node:util';
import type { Logger } from '@parse/core';

type Log = (...message: readonly unknown[]) => void;

/** The `log` of requests: one function for each level, like those of a console. */
export interface CloudLogger {
  readonly error: Log;
  readonly warn: Log;
  readonly info: Log;
  readonly verbose: Log;
  readonly debug: Log;
  readonly silly: Log;
}

/** A logger for Cloud Code on top of the server's. */
export function cloudLogger(logger: Logger): CloudLogger {
  const at =
    (level: Parameters<Logger['log']>[0]): Log =>
    (...message) => {
      if (logger.isEnabled(level)) logger.log(level, format(...message));
    };
  return {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    verbose: at('verbose'),
    debug: at('debug'),
    silly: at('debug'),
  };
}
