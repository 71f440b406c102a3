/** What a server under measurement is asked. */
export type ProbeQuestion = 'begin' | 'end' | 'startProfile' | 'stopProfile';

/** What one turn has cost a server process. */
export interface ProcessCost {
  /** User and system time of all its threads. */
  readonly cpuMicros: number;
  /** Bytes that its heap gave out. */
  readonly allocatedBytes: number;
  /** The most memory it has had since it started. */
  readonly peakRssBytes: number;
}

/** Where the probe of a server process connects to, as the environment tells it. */
export const probeVariable = 'BENCH_PROBE_PORT' as const;

/** A line from the process that measures. */
export interface ProbeRequest {
  readonly id: number;
  readonly question: ProbeQuestion;
}

/** The line that answers it. */
export interface ProbeReply {
  readonly id: number;
  readonly answer: unknown;
}
