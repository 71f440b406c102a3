import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DatabaseSync } from '@photostructure/sqlite';
import { runCommand, type Command } from './support/command.js';

const WRITERS = 200;
/** The server is killed when this many writes were acknowledged, with the next ones under way. */
const ENOUGH = 600;
const KEYS = ['--appId', 'shop', '--masterKey', 'm', '--host', '127.0.0.1', '--port', '0'];
const HEADERS = { 'X-Parse-Application-Id': 'shop', 'Content-Type': 'application/json' };

let folder = '';
const running: Command[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'killed-server-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop('SIGKILL')));
  await rm(folder, { recursive: true });
});

test('every write acknowledged to 200 writers is there after a kill -9', async () => {
  const first = await startServer();
  const acknowledged = await writeUntilKilled(first);
  expect(acknowledged.length).toBeGreaterThanOrEqual(ENOUGH);

  const second = await startServer();
  const stored = new Set(await listIds(second.url));
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  await second.command.stop('SIGTERM');

  const database = new DatabaseSync(join(folder, 'parse-data/parse.db'));
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  database.close();
});

interface RunningServer {
  readonly command: Command;
  readonly url: string;
}

async function startServer(): Promise<RunningServer> {
  const command = runCommand(folder, [...KEYS, '--allowClientClassCreation', 'true']);
  running.push(command);
  const [, port = ''] = await command.line(/"port":(\d+)/);
  return { command, url: `http://127.0.0.1:${port}/parse/classes/Score` };
}

/** Ids of the objects whose creation was answered before the server died. */
async function writeUntilKilled({ command, url }: RunningServer): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  const write = async (writer: number): Promise<void> => {
    for (let round = 0; ; round += 1) {
      const body = JSON.stringify({ writer, round });
      const answer = await fetch(url, { method: 'POST', headers: HEADERS, body });
      const { objectId } = (await answer.json()) as { objectId: string };
      acknowledged.push(objectId);
      if (acknowledged.length === ENOUGH) command.process.kill('SIGKILL');
    }
  };
  await Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  await command.ended;
  return acknowledged;
}

async function listIds(url: string): Promise<readonly string[]> {
  const answer = await fetch(`${url}?limit=100000&keys=objectId`, { headers: HEADERS });
  expect(answer.status).toBe(200);
  const { results } = (await answer.json()) as { results: readonly { objectId: string }[] };
  return results.map(({ objectId }) => objectId);
}
