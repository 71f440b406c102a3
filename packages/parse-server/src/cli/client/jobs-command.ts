import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError, isJsonArray, isJsonObject, textOf, type JsonObject } from '@parse/core';
import type { ClientCall } from './client-command.js';
import type { ServerClient } from './server-client.js';

const USAGE = `How it goes:
  parse-server jobs                     the jobs that there are, and how each ended last
  parse-server jobs run NAME ['{"a":1}']  starts a job and follows it to its end
  parse-server jobs tail ID             follows a run`;

/** Milliseconds between two looks at a run. */
const PAUSE = 300;

/** Lists, runs and follows the jobs of a running server; resolves with the exit code, which is 1 for a run that failed. */
export async function jobsCommand(call: ClientCall): Promise<number> {
  const [action = 'list', name, params, ...others] = call.words;
  const isLeftOver = others.length > 0 || (action !== 'run' && params !== undefined);
  if (action === 'list' && name === undefined) return list(call);
  if (action === 'run' && name !== undefined && !isLeftOver) return run(call, name, paramsOf(params));
  if (action === 'tail' && name !== undefined && !isLeftOver) return tail(call, name);
  throw new ConfigError([USAGE]);
}

async function list({ server, write }: ClientCall): Promise<number> {
  const { body } = await server.get('/cloud_code/jobs/data');
  const names = isJsonArray(body.jobs) ? body.jobs.map(textOf) : [];
  const width = Math.max(0, ...names.map((name) => name.length));
  if (names.length === 0) write('This server has no jobs.');
  for (const name of names) write(`${name.padEnd(width)}  ${lastRun(await latest(server, name))}`);
  return 0;
}

async function latest(server: ServerClient, jobName: string): Promise<JsonObject | undefined> {
  const { body } = await server.get('/classes/_JobStatus', {
    where: { jobName },
    order: '-createdAt',
    limit: 1,
  });
  const [row] = isJsonArray(body.results) ? body.results : [];
  return isJsonObject(row) ? row : undefined;
}

function lastRun(row: JsonObject | undefined): string {
  if (!row) return 'never run';
  const { status, createdAt, objectId, message } = row;
  return [textOf(status), textOf(createdAt), textOf(objectId), textOf(message)].join('  ').trimEnd();
}

async function run(call: ClientCall, name: string, params: JsonObject): Promise<number> {
  const { headers } = await call.server.post(`/jobs/${encodeURIComponent(name)}`, params);
  const jobId = headers.get('X-Parse-Job-Status-Id') ?? '';
  call.write(`${name} runs as ${jobId}`);
  return tail(call, jobId);
}

/** A message that is replaced between two looks is not seen: the status holds the last one only. */
async function tail({ server, write }: ClientCall, jobId: string): Promise<number> {
  let shown = '';
  for (;;) {
    const { body } = await server.get(`/classes/_JobStatus/${encodeURIComponent(jobId)}`);
    const message = textOf(body.message);
    if (message !== shown) write(message);
    shown = message;
    if (body.status !== 'running') {
      write(`${textOf(body.jobName)} ${textOf(body.status)}`);
      return body.status === 'succeeded' ? 0 : 1;
    }
    await sleep(PAUSE);
  }
}

function paramsOf(given: string | undefined): JsonObject {
  if (given === undefined) return {};
  try {
    const value: unknown = JSON.parse(given);
    if (isJsonObject(value)) return value;
  } catch {
    // The same answer as for JSON that is no object.
  }
  throw new ConfigError([`Parameters of a job are an object of JSON, which ${given} is not.`]);
}
