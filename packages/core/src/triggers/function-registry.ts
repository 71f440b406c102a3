import type { RequestContext } from '../context/request-context.js';
import type { Json, JsonObject } from '../types/json.js';
import type { JobSchedule } from './job-schedule.js';

/** A file that a client passes to a function. */
export interface FunctionFile {
  /** Without a path. */
  readonly filename: string;
  readonly contentType: string;
  readonly data: Uint8Array;
}

/** A call of a function. `params` are the client's JSON, frozen. */
export interface FunctionRequest {
  readonly ctx: RequestContext;
  readonly functionName: string;
  readonly params: JsonObject;
  /** Parameters that are files, by their names; absent: none. */
  readonly files?: ReadonlyMap<string, FunctionFile>;
}

/** What a function answers. */
export interface FunctionAnswer {
  /** Absent: nothing, which clients see as no result. */
  readonly result?: Json;
  /** HTTP status. Absent: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What it throws reaches the client as an error. */
export type FunctionHandler = (request: FunctionRequest) => Promise<FunctionAnswer>;

/** What is known of a function's parameters, by their names; others may be passed, too. */
export interface FunctionParameters {
  readonly [name: string]: {
    /** `Number`, `String`…; absent: anything. */
    readonly type?: string;
    readonly required: boolean;
  };
}

/** A run of a job. */
export interface JobRequest {
  readonly ctx: RequestContext;
  readonly jobName: string;
  readonly jobId: string;
  readonly params: JsonObject;
  /** Tells in the job's status how far it is. */
  readonly message: (text: string) => Promise<void>;
}

/** Returns what the job has to say at its end; what it throws is written into its status. */
export type JobHandler = (request: JobRequest) => Promise<string | undefined>;

/** The functions and jobs of one app. Names are data: `constructor` is a name like others. */
export interface FunctionRegistry {
  functionNamed(name: string): FunctionHandler | undefined;
  /** What a function says of its parameters; undefined when it says nothing. */
  parametersOf(name: string): FunctionParameters | undefined;
  jobNamed(name: string): JobHandler | undefined;
  /** The last one registered under a name wins. */
  onFunction(name: string, handler: FunctionHandler, parameters?: FunctionParameters): void;
  onJob(name: string, handler: JobHandler): void;
  /** When jobs run by themselves; the last one for a key wins. */
  onSchedule(schedule: JobSchedule): void;
  removeFunction(name: string): void;
  /** In the order of registration. */
  functionNames(): readonly string[];
  jobNames(): readonly string[];
  schedules(): readonly JobSchedule[];
  removeAll(): void;
}

/** An empty registry. Functions that `first` holds go before those that are registered here. */
export function createFunctionRegistry(first?: FunctionRegistry): FunctionRegistry {
  const functions = new Map<string, FunctionHandler>();
  const parameters = new Map<string, FunctionParameters>();
  const jobs = new Map<string, JobHandler>();
  const schedules = new Map<string, JobSchedule>();
  return {
    functionNamed: (name) => first?.functionNamed(name) ?? functions.get(name),
    jobNamed: (name) => jobs.get(name),
    parametersOf: (name) => (first?.functionNamed(name) ? undefined : parameters.get(name)),
    onFunction: (name, handler, known) => {
      functions.set(name, handler);
      if (known) parameters.set(name, known);
      else parameters.delete(name);
    },
    onJob: (name, handler) => void jobs.set(name, handler),
    onSchedule: (schedule) => void schedules.set(schedule.key, schedule),
    removeFunction: (name) => {
      functions.delete(name);
      parameters.delete(name);
    },
    functionNames: () => Array.from(new Set([...functions.keys(), ...(first?.functionNames() ?? [])])),
    jobNames: () => Array.from(jobs.keys()),
    schedules: () => Array.from(schedules.values()),
    removeAll: () => {
      functions.clear();
      parameters.clear();
      jobs.clear();
      schedules.clear();
    },
  };
}
