import type { Command } from '../support/command.js';

/** What a server holds after garbage was collected. */
export interface Left {
  /** Requests of clients. */
  readonly requests: number;
  /** To clients and to the database. */
  readonly sockets: number;
  readonly timers: number;
  readonly heapMegabytes: number;
  /** What the system has given it, used or not. */
  readonly residentMegabytes: number;
}

const preload = new URL('./tell-memory.mjs', import.meta.url).href;

/** The environment of a command that `whatIsLeft` can ask. */
export const TELL_MEMORY: Readonly<Record<string, string>> = { NODE_OPTIONS: `--import=${preload}` };

/** Asks a server; undefined where the system has no signal for it, so that nothing is claimed there. */
export async function whatIsLeft(command: Command): Promise<Left | undefined> {
  if (process.platform === 'win32') return undefined;
  const earlier = command.output().match(TOLD)?.length ?? 0;
  const answer = command.line(new RegExp(`^\\{"told":${earlier + 1},.*`));
  command.process.kill('SIGUSR2');
  const [line] = await answer;
  const { heapUsed, rss, ...counts } = JSON.parse(line) as Told;
  return {
    requests: counts.requests,
    sockets: counts.sockets,
    timers: counts.timers,
    heapMegabytes: megabytes(heapUsed),
    residentMegabytes: megabytes(rss),
  };
}

type Told = Pick<Left, 'requests' | 'sockets' | 'timers'> & {
  readonly heapUsed: number;
  readonly rss: number;
};

const TOLD = /^\{"told":/gm;

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
