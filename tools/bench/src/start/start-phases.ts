/** What a test suite waits for: loading `@parse/testing`, the first server of the process, and a further one. */
export const phases = ['import', 'first', 'next'] as const;

export type Phase = (typeof phases)[number];

/** How long it took: of all threads of the process, and by the clock. */
export interface Span {
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** What one process has shown. */
export type StartTimes = Readonly<Record<Phase, Span>>;
