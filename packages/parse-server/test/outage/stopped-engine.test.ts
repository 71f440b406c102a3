import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { durable, type PrivateService } from '@tools/services';
import { privateServiceOrSkip } from '../support/private-service-or-skip.js';
import { runCommand, type Command } from '../support/command.js';
import { startWriters, type WritersTarget } from '../support/writers.js';
import { TELL_MEMORY, whatIsLeft, type Left } from './what-is-left.js';

const WRITERS = 100;
/** Acknowledged before each outage and after the last, with the next ones under way. */
const ENOUGH = 200;
/** How the engine stops, in turns. For more outages than one of each: `PARSE_TEST_OUTAGES=30`. */
const WAYS = ['cleanly', 'by a crash'] as const;
const OUTAGES = Number(process.env['PARSE_TEST_OUTAGES'] ?? WAYS.length);
/** Less than this is under way and kept open at one time, however many outages there were. */
const OPEN = { requests: 2 * WRITERS, sockets: 4 * WRITERS, timers: WRITERS };
/** Far more than the heap of a server grows by that has warmed up. */
const LEAK_MB = 10;
const HEADERS = {
  'X-Parse-Application-Id': 'shop',
  'Content-Type': 'application/json',
  Connection: 'close',
};
const REFUSED = { code: 1, error: 'An internal server error occurred' };

test.for(['postgres', 'mongo'] as const)(
  'no write acknowledged to 100 writers is lost or doubled when %s is stopped and started',
  { timeout: 240_000 * OUTAGES },
  async (name, context) => {
    const engine = await privateServiceOrSkip(context, name, durable);
    const folder = await mkdtemp(join(tmpdir(), 'outage-'));
    const command = serve(folder, databaseUri(engine));
    try {
      const [, port = ''] = await command.line(/"port":(\d+)/);
      const target = { url: `http://127.0.0.1:${port}/parse`, headers: HEADERS };
      await writeThroughOutages({ engine, command, target });
    } finally {
      await command.stop('SIGKILL');
      await engine.remove();
      await rm(folder, { recursive: true });
    }
  },
);

interface Scene {
  readonly engine: PrivateService;
  readonly command: Command;
  readonly target: WritersTarget;
}

async function writeThroughOutages({ engine, command, target }: Scene): Promise<void> {
  const writers = await startWriters(target, WRITERS);
  await writers.acknowledge(ENOUGH);
  const left: Left[] = [];
  for (let outage = 0; outage < OUTAGES; outage += 1) {
    const how = WAYS[outage % WAYS.length] ?? 'cleanly';
    await engine.stop(how);
    await writers.allRefused();
    await refuseEveryKindOfRequest(target);
    await refuseTransaction(target);
    await engine.start();
    const returned = performance.now();
    await writers.acknowledge(1);
    const answered = Math.round(performance.now() - returned);
    await writers.acknowledge(ENOUGH);
    const kept = await whatIsLeft(command);
    if (kept) left.push(kept);
    say(
      `${engine.service.engine} stopped ${how}: a write succeeds ${answered} ms after its return; kept: ${JSON.stringify(kept)}`,
    );
  }
  await writers.stop();

  expect(new Set(writers.refusals.map((refusal) => JSON.stringify(refusal)))).toEqual(
    new Set([JSON.stringify({ status: 500, body: REFUSED })]),
  );
  const stored = await storedAttempts(target);
  expect(stored.length).toBe(new Set(stored).size);
  const present = new Set(stored);
  expect(writers.acknowledged.filter((attempt) => !present.has(attempt))).toEqual([]);
  expectNothingKept(left);
}

/** Of what was asked for meanwhile and before. */
function expectNothingKept(left: readonly Left[]): void {
  const [first, last] = [left[0], left.at(-1)];
  if (!first || !last) return;
  expect(last.requests).toBeLessThan(OPEN.requests);
  expect(last.sockets).toBeLessThan(OPEN.sockets);
  expect(last.timers).toBeLessThan(OPEN.timers);
  expect(last.heapMegabytes - first.heapMegabytes).toBeLessThan(LEAK_MB);
}

function serve(folder: string, databaseURI: string): Command {
  const keys = ['--appId', 'shop', '--masterKey', 'm', '--host', '127.0.0.1', '--port', '0'];
  return runCommand(
    folder,
    [...keys, '--allowClientClassCreation', 'true', '--databaseURI', databaseURI],
    TELL_MEMORY,
  );
}

/** MongoDB's driver looks for a server for half a minute unless it is told to give up earlier. */
function databaseUri({ uri }: PrivateService): string {
  const location = new URL(uri);
  if (location.protocol !== 'mongodb:') return uri;
  location.pathname = '/outage';
  location.searchParams.set('serverSelectionTimeoutMS', '500');
  return location.href;
}

const requests = [
  { method: 'GET', path: '/classes/Score' },
  { method: 'GET', path: '/classes/Score?count=1&limit=0' },
  { method: 'GET', path: '/classes/Score/nobody' },
  { method: 'GET', path: '/login?username=a&password=b' },
  { method: 'POST', path: '/users', data: { username: 'a', password: 'b' } },
  { method: 'GET', path: '/users/me', session: 'r:unknown' },
  { method: 'GET', path: '/classes/Score', session: 'r:unknown' },
  { method: 'POST', path: '/classes/Fresh', data: { field: 1 } },
  { method: 'POST', path: '/classes/Score', data: { newField: 1 } },
  { method: 'DELETE', path: '/classes/Score/nobody' },
  { method: 'GET', path: '/aggregate/Score?distinct=attempt', master: true },
  { method: 'GET', path: '/config' },
  { method: 'DELETE', path: '/schemas/Score', master: true },
] as const;

async function refuseEveryKindOfRequest({ url, headers }: WritersTarget): Promise<void> {
  const answers = await Promise.all(
    requests.map(async ({ method, path, ...rest }) => {
      const answer = await fetch(url + path, {
        method,
        headers: {
          ...headers,
          ...('session' in rest ? { 'X-Parse-Session-Token': rest.session } : {}),
          ...('master' in rest ? { 'X-Parse-Master-Key': 'm' } : {}),
        },
        ...('data' in rest ? { body: JSON.stringify(rest.data) } : {}),
      });
      return { method, path, status: answer.status, body: await answer.json() };
    }),
  );
  expect(answers).toEqual(requests.map(({ method, path }) => ({ method, path, status: 500, body: REFUSED })));
}

/** Refused as a whole or by its first write, depending on when the database is asked for the transaction. */
async function refuseTransaction({ url, headers }: WritersTarget): Promise<void> {
  const write = { method: 'POST', path: '/parse/classes/Score', body: { attempt: 'in a transaction' } };
  const answer = await fetch(`${url}/batch`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ transaction: true, requests: [write] }),
  });
  expect([REFUSED, [{ error: REFUSED }]]).toContainEqual(await answer.json());
}

/** The names of the writes that the database holds, each as often as it does. */
async function storedAttempts(target: WritersTarget): Promise<readonly string[]> {
  const scores = await readAll<{ attempt: string }>(target, 'Score', 'attempt');
  const logs = await readAll<{ attempts: readonly string[] }>(target, 'Log', 'attempts');
  return [...scores.map(({ attempt }) => attempt), ...logs.flatMap(({ attempts }) => attempts)];
}

async function readAll<Row>({ url }: WritersTarget, className: string, key: string): Promise<readonly Row[]> {
  const answer = await fetch(`${url}/classes/${className}?limit=100000&keys=${key}`, { headers: HEADERS });
  expect(answer.status).toBe(200);
  const { results } = (await answer.json()) as { results: readonly Row[] };
  return results;
}

/** What was measured, for whoever reads the run; the machine decides it, so no test depends on it. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
