import { ConfigError, isJsonObject, type JobSchedule } from '@parse/core';
import { Cron } from 'croner';
import { plainJson } from '../plain-json.js';

/** When a job runs by itself. */
export interface JobOptions {
  /** A cron expression of five fields, or of six that begin with seconds. */
  readonly schedule?: string;
  /** `Europe/Berlin`; absent: UTC. */
  readonly timezone?: string;
  readonly params?: unknown;
  /** How often a run that failed is tried again. Absent: not at all. */
  readonly retries?: number;
  /** Milliseconds before the first of them; each waits twice as long as the one before. Absent: a minute. */
  readonly retryDelay?: number;
  /** Whether it runs while the run before is not over. Absent: `skip`. */
  readonly overlap?: 'skip' | 'allow';
  /** Whether the last run that was missed, while no server was there, is made up for. Absent: no. */
  readonly catchUp?: boolean;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isInteger(value) && Number(value) >= 0;

const OPTIONS: ReadonlyMap<string, Check> = new Map([
  ['schedule', isText],
  ['timezone', isText],
  ['params', isJsonObject],
  ['retries', isCount],
  ['retryDelay', isCount],
  ['overlap', (value) => value === 'skip' || value === 'allow'],
  ['catchUp', (value) => typeof value === 'boolean'],
]);

/** The schedule of a job, if it has one. Throws ConfigError that names each option that is unknown or of no use. */
export function jobSchedule(jobName: string, given: unknown): JobSchedule | undefined {
  if (given === undefined) return undefined;
  const options = checked(jobName, given);
  if (options.schedule === undefined) return undefined;
  const cron = cronOf(jobName, options);
  const { params, retries = 0, retryDelay = 60_000, overlap = 'skip', catchUp = false } = options;
  const json = plainJson(params);
  return {
    key: `job ${jobName}`,
    jobName,
    params: isJsonObject(json) ? json : {},
    nextAfter: (time) => cron.nextRun(time) ?? undefined,
    retries,
    retryDelay,
    overlap,
    catchUp,
  };
}

function checked(jobName: string, given: unknown): JobOptions {
  if (!isOptions(given)) throw new ConfigError([`The options of job ${jobName} must be an object.`]);
  const problems = Object.entries(given).flatMap(([name, value]) => {
    const check = OPTIONS.get(name);
    if (!check) return [`${name} is no option of a job.`];
    return value === undefined || check(value) ? [] : [`${name} of job ${jobName} is of no use.`];
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return given;
}

function isOptions(given: unknown): given is JobOptions {
  return isJsonObject(given);
}

function cronOf(jobName: string, { schedule = '', timezone = 'UTC' }: JobOptions): Cron {
  try {
    const cron = new Cron(schedule, { timezone, paused: true });
    // An unknown time zone shows only when a time is asked for.
    cron.nextRun();
    return cron;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError([`The schedule "${schedule}" of job ${jobName} is of no use: ${reason}`]);
  }
}
