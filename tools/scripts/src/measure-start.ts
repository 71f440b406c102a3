import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { median } from './median.js';

const starts = 5;
const giveUpAfter = 60_000;
const pollEvery = 5;
const idleAfter = 2_000;

/** What starting a server costs. */
export interface StartCost {
  /** From spawning the process to its first answer to GET /parse/health. */
  readonly milliseconds: number;
  /** Some seconds later, with nothing to do. Undefined where the system does not say. */
  readonly idleRssBytes: number | undefined;
}

/** Starts a server again and again, each time in an empty folder. Rejects when it does not come up. */
export async function measureStart(
  folder: string,
  bin: string,
  env: Readonly<Record<string, string>>,
): Promise<StartCost> {
  const runs: StartCost[] = [];
  for (let count = 0; count < starts; count += 1) runs.push(await startOnce(folder, bin, env));
  const rss = runs.map(({ idleRssBytes }) => idleRssBytes).filter((bytes) => bytes !== undefined);
  return {
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
    idleRssBytes: rss.length === 0 ? undefined : median(rss),
  };
}

async function startOnce(
  folder: string,
  bin: string,
  env: Readonly<Record<string, string>>,
): Promise<StartCost> {
  const port = await freePort();
  const started = performance.now();
  const server = spawn(process.execPath, [join(folder, bin)], {
    cwd: mkdtempSync(join(folder, 'run-')),
    env: { ...process.env, ...settings(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    await firstAnswer(server, `http://127.0.0.1:${port}/parse/health`, started);
    const milliseconds = performance.now() - started;
    await wait(idleAfter);
    return { milliseconds, idleRssBytes: residentBytes(server.pid) };
  } finally {
    await end(server);
  }
}

function settings(port: number): Readonly<Record<string, string>> {
  return {
    PORT: String(port),
    PARSE_SERVER_APPLICATION_ID: 'footprint',
    PARSE_SERVER_MASTER_KEY: 'footprint-master-key',
    PARSE_SERVER_URL: `http://127.0.0.1:${port}/parse`,
    PARSE_SERVER_MOUNT_PATH: '/parse',
  };
}

async function firstAnswer(server: ChildProcess, url: string, started: number): Promise<void> {
  const printed: string[] = [];
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on('data', (text: Buffer) => printed.push(text.toString()));
  }
  while (performance.now() - started < giveUpAfter) {
    if (server.exitCode !== null)
      throw new Error(`ended with ${server.exitCode}: ${printed.join('').trim()}`);
    if (await answers(url)) return;
    await wait(pollEvery);
  }
  throw new Error(`no answer within ${giveUpAfter / 1000} s: ${printed.join('').trim()}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = once(server, 'close');
  server.kill('SIGKILL');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function residentBytes(pid: number | undefined): number | undefined {
  const status = `/proc/${String(pid)}/status`;
  if (!existsSync(status)) return undefined;
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(status, 'utf8')) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
