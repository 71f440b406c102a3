import { MongoNetworkError } from 'mongodb';
import { codeOf } from './map-error.js';

/**
 * Whether a read that failed is worth another try, as the server changed its part or the way to it broke. The list is
 * that of MongoDB's specification of retryable reads, which all drivers follow.
 */
export function isPassing(error: unknown): boolean {
  if (error instanceof MongoNetworkError) return true;
  const code = codeOf(error);
  return code !== undefined && PASSING_CODES.has(code);
}

const PASSING_CODES: ReadonlySet<number> = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  89, // NetworkTimeout
  91, // ShutdownInProgress
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  9001, // SocketException
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);
