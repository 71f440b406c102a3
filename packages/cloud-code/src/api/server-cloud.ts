import type Parse from 'parse/node';
import type { JobOptions } from './job-schedule.js';
import type { CloudTransaction } from './transaction.js';

/**
 * `Parse.Cloud` as Cloud Code finds it, for TypeScript: the SDK's own types leave out what they do not promise to
 * applications. `const Cloud = Parse.Cloud as ServerCloud;`
 */
export type ServerCloud = Omit<typeof Parse.Cloud, keyof CloudAdditions> & CloudAdditions;

/** What a server adds to `Parse.Cloud`, and what it takes more for than the SDK's types say. */
export interface CloudAdditions {
  /** A function. One that has a second parameter answers through it, now or later. */
  define<Params = Parse.Cloud.FunctionRequest['params']>(
    name: string,
    handler: (
      request: Parse.Cloud.FunctionRequest<Params>,
      response: Parse.Cloud.FunctionResponse,
    ) => unknown,
    validator?: Parse.Cloud.ValidatorObject | ((request: Parse.Cloud.FunctionRequest<Params>) => unknown),
  ): void;
  /** A job, which may run by itself. */
  job(name: string, handler: (request: Parse.Cloud.JobRequest) => unknown, options?: JobOptions): void;
  /** Stores together or not at all what the SDK saves and deletes in the function, which may run more than once. */
  transaction<T>(work: (transaction: CloudTransaction) => T | Promise<T>): Promise<T>;
}
