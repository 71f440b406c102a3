import type { JsonObject } from '../types/json.js';

/** When a job is to run by itself. */
export interface JobSchedule {
  /** Names it in every process of the app. */
  readonly key: string;
  readonly jobName: string;
  readonly params: JsonObject;
  /** The first moment after that one when it is due; undefined: never again. */
  readonly nextAfter: (time: Date) => Date | undefined;
  /** How often a run that failed is tried again. */
  readonly retries: number;
  /** Milliseconds before the first of them; each waits twice as long as the one before. */
  readonly retryDelay: number;
  /** Whether it runs while the run before is not over. */
  readonly overlap: 'skip' | 'allow';
  /** Whether the last run that was missed, while no process was there, is made up for. */
  readonly catchUp: boolean;
}
