import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from './json-file.js';
import { identify, isAlive, type ProcessIdentity } from './process-identity.js';
import type { User } from './unprivileged-user.js';
import { waitUntil } from './wait-until.js';

/** A program that goes on running after this process has ended. */
export interface DaemonOptions {
  /** Names its record and its log in the folder. */
  readonly name: string;
  readonly folder: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment; this process's own by default. */
  readonly env?: NodeJS.ProcessEnv;
  readonly user?: User | undefined;
  /** The signal that ends it cleanly. */
  readonly stopSignal: NodeJS.Signals;
}

interface DaemonRecord extends ProcessIdentity {
  readonly stopSignal: NodeJS.Signals;
}

const recordSuffix = '.process.json';

/**
 * Starts a program in a session of its own, so that Ctrl-C in the terminal does not reach it, and records it
 * before anything else can fail: whatever was started can be found and stopped later.
 */
export async function startDaemon(options: DaemonOptions): Promise<void> {
  const log = openSync(logPath(options), 'w');
  const child = spawn(options.command, options.args, {
    cwd: '/',
    detached: true,
    env: options.env ?? process.env,
    stdio: ['ignore', log, log],
    ...options.user,
  });
  closeSync(log);
  const pid = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('spawn', () => resolve(child.pid ?? 0));
  });
  child.unref();
  const identity = identify(pid);
  if (identity === undefined) throw new Error(`${options.name} ended at once:\n${readLog(options)}`);
  const record: DaemonRecord = { ...identity, stopSignal: options.stopSignal };
  writeJsonFile(recordPath(options.folder, options.name), record);
}

/** Waits until the program answers. Rejects with the end of its log when it dies or takes over a minute. */
export async function waitForDaemon<T>(
  options: Pick<DaemonOptions, 'name' | 'folder'>,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const answer = await waitUntil(60_000, async () => {
    const alive = isDaemonAlive(options.folder, options.name);
    const value = alive ? await ask() : undefined;
    return alive && value === undefined ? undefined : { value };
  });
  if (answer?.value !== undefined) return answer.value;
  const problem = answer === undefined ? 'does not answer' : 'has ended';
  throw new Error(`${options.name} ${problem}; its log ends:\n${readLog(options)}`);
}

/** True when the folder's daemons are all running, and there is at least one. */
export function daemonsAreAlive(folder: string): boolean {
  const names = daemonNames(folder);
  return names.length > 0 && names.every((name) => isDaemonAlive(folder, name));
}

/**
 * Stops what was started in this folder, in the order of the names, and nothing else. The dead are forgotten. Another
 * signal than the one that ends them cleanly stands in for a crash.
 */
export async function stopDaemons(folder: string, signal?: NodeJS.Signals): Promise<void> {
  for (const name of daemonNames(folder)) {
    const path = recordPath(folder, name);
    const record = readJsonFile(path) as DaemonRecord | undefined;
    if (record !== undefined) await stopProcess({ ...record, stopSignal: signal ?? record.stopSignal });
    rmSync(path, { force: true });
  }
}

async function stopProcess(record: DaemonRecord): Promise<void> {
  for (const signal of [record.stopSignal, 'SIGKILL'] as const) {
    if (!isAlive(record)) return;
    process.kill(record.pid, signal);
    await waitUntil(10_000, () => (isAlive(record) ? undefined : true));
  }
}

function isDaemonAlive(folder: string, name: string): boolean {
  const record = readJsonFile(recordPath(folder, name)) as DaemonRecord | undefined;
  return record !== undefined && isAlive(record);
}

/** In the order in which they are to be stopped. */
function daemonNames(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(recordSuffix))
    .map((file) => file.slice(0, -recordSuffix.length))
    .sort();
}

function recordPath(folder: string, name: string): string {
  return join(folder, name + recordSuffix);
}

function logPath({ folder, name }: Pick<DaemonOptions, 'name' | 'folder'>): string {
  return join(folder, `${name}.log`);
}

function readLog(options: Pick<DaemonOptions, 'name' | 'folder'>): string {
  return readFileSync(logPath(options), 'utf8').slice(-3000);
}
