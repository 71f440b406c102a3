import { runOrThrow } from './run-command.js';

/** The ids a process is started with when it must not be root. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

const candidates = ['postgres', 'nobody'];

/** True when this process may do everything, which PostgreSQL refuses to run with. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** As root, the user a database is run as: `postgres` where there is one, else `nobody`. Undefined otherwise. */
export async function unprivilegedUser(): Promise<User | undefined> {
  if (!isRoot()) return undefined;
  for (const name of candidates) {
    const user = await lookUp(name);
    if (user !== undefined) return user;
  }
  throw new Error(`as root, a user to run databases as is needed: ${candidates.join(' or ')}`);
}

async function lookUp(name: string): Promise<User | undefined> {
  try {
    const [uid, gid] = await Promise.all([runOrThrow('id', ['-u', name]), runOrThrow('id', ['-g', name])]);
    return { uid: Number(uid), gid: Number(gid) };
  } catch {
    return undefined;
  }
}
