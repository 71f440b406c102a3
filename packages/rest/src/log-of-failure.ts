import { isReasonToStartOver, type Logger, type RequestContext } from '@parse/core';

/**
 * Where the failure of a request is written. Nowhere when it is a part of a transaction that is run again for it: the last
 * failure is the transaction's to tell.
 */
export function logOfFailure({ commitEffects, log }: RequestContext, error: unknown): Logger {
  return commitEffects && isReasonToStartOver(error) ? SILENT : log;
}

const SILENT: Logger = { log: () => undefined, isEnabled: () => false };
