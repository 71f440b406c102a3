/** Who shares one count. `user` and `session` fall back to the address for callers that have none. */
export type RateLimitZone = 'ip' | 'user' | 'session' | 'global';

/** How often something may be used. */
export interface UseLimit {
  readonly requestCount: number;
  /** Milliseconds. */
  readonly requestTimeWindow: number;
  /** Absent: `ip`. */
  readonly zone?: RateLimitZone;
  /** Counts requests from this machine too, which are usually those of Cloud Code. */
  readonly includeInternalRequests?: boolean;
  /** Counts requests with the master key too. */
  readonly includeMasterKey?: boolean;
  readonly errorResponseMessage?: string;
}
