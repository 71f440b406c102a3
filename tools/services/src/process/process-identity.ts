import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * One process, and not a later one that was given the same number: a record on disk outlives crashes and
 * reboots, and what it names may by then be anybody's.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the process began, in the system's own notation. */
  readonly startedAt: string;
}

/** The identity of a running process; undefined when there is none of that number. */
export function identify(pid: number): ProcessIdentity | undefined {
  const startedAt = process.platform === 'linux' ? readStartTicks(pid) : askStartTime(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** True while that very process runs. A process that has ended and is not yet reaped does not. */
export function isAlive({ pid, startedAt }: ProcessIdentity): boolean {
  return identify(pid)?.startedAt === startedAt;
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return identify(process.pid) ?? { pid: process.pid, startedAt: '' };
}

/** `/proc/<pid>/stat`: after the name in parentheses come the state and, nineteen fields on, the start. */
function readStartTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function askStartTime(pid: number): string | undefined {
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return started === '' ? undefined : started;
  } catch {
    return undefined;
  }
}
