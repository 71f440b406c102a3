import type { ApiRequest } from '../api/api-request.js';
import type { World } from '../world/world.js';

/** Which requests are sent: those of a scenario, or some over and over again. */
export type LoadScript =
  | { readonly scenario: string; readonly world: World }
  | { readonly name: string; readonly cycle: readonly ApiRequest[] };

/** One turn of load against one server. */
export interface LoadJob {
  readonly origin: string;
  readonly script: LoadScript;
  /** Requests under way at a time, each on a connection of its own. */
  readonly connections: number;
  /** Ends after so many requests, or so many milliseconds, whichever is given. */
  readonly requests?: number;
  readonly milliseconds?: number;
  /** The number of the first request, so that turns go on where the last one ended. */
  readonly first: number;
}

/** What came of it. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The first wrong answer, where there was one. */
  readonly failure?: string;
}
