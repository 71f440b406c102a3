import type { Logger, LogLevel } from '@parse/core';
import type { ResolvedOptions } from '../options/resolve-options.js';
import { consoleLogger } from './console-logger.js';
import { maskSecrets } from './mask-secrets.js';

const keyOptions = [
  'masterKey',
  'readOnlyMasterKey',
  'maintenanceKey',
  'clientKey',
  'javascriptKey',
  'restAPIKey',
  'dotNetKey',
] as const;

/** The logger that the options ask for. */
export function serverLogger(options: ResolvedOptions): Logger {
  const given = options.logger ?? options.loggerAdapter;
  if (given !== undefined) {
    return given;
  }
  const keys = keyOptions.map((name) => options[name]).filter((key) => typeof key === 'string');
  return consoleLogger({ level: levelOf(options), json: logsJson(options), mask: maskSecrets(keys) });
}

/** Whether log lines are for programs. */
export function logsJson({ jsonLogs }: Pick<ResolvedOptions, 'jsonLogs'>): boolean {
  return jsonLogs ?? !process.stdout.isTTY;
}

function levelOf({ silent, verbose, logLevel }: ResolvedOptions): LogLevel | undefined {
  if (silent) {
    return undefined;
  }
  // `silly` was below `debug` in earlier versions.
  const level = logLevel === 'silly' ? 'debug' : logLevel;
  return verbose && level !== 'debug' ? 'verbose' : level;
}
