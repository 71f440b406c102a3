import type Parse from 'parse/node';
import type { JobOptions } from './job-schedule.js';
import type { CloudTransaction } from './transaction.js';

/**
 * `Parse.Cloud` as Cloud Code finds it, for TypeScript: the SDK's own types leave out what they do not promise to
 * applications. `const Cloud = Parse.Cloud as ServerCloud;`
 */
export type ServerCloud = typeof Parse.Cloud & CloudAdditions;

/** What a server adds to `Parse.Cloud`. */
export interface CloudAdditions {
  /** A function that answers through its second parameter, now or later. */
  define(
    name: string,
    handler: (request: Parse.Cloud.FunctionRequest, response: Parse.Cloud.FunctionResponse) => unknown,
    validator?: Parse.Cloud.ValidatorObject | ((request: Parse.Cloud.FunctionRequest) => unknown),
  ): void;
  /** A job that runs by itself. */
  job(name: string, handler: (request: Parse.Cloud.JobRequest) => unknown, options: JobOptions): void;
  /** Stores together or not at all what the SDK saves and deletes in the function, which may run more than once. */
  transaction<T>(work: (transaction: CloudTransaction) => T | Promise<T>): Promise<T>;
}
