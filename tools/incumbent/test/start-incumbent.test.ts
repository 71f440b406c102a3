import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '@tools/services';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import {
  incumbentVersion,
  installIncumbent,
  startIncumbent,
  type Incumbent,
  type IncumbentOptions,
} from '../src/index.js';

const startsWithin = 120_000;

beforeAll(() => installIncumbent(), 600_000);

async function start(options: IncumbentOptions): Promise<Incumbent> {
  const incumbent = await startIncumbent(options);
  onTestFinished(incumbent.stop);
  return incumbent;
}

async function ask(
  { serverURL, appId, masterKey }: Incumbent,
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(serverURL + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'X-Parse-Application-Id': appId, 'X-Parse-Master-Key': masterKey },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json();
}

// That it serves MongoDB as well is shown by the comparisons of what is on disk.
test('it serves a database', { timeout: startsWithin }, async () => {
  const { uri } = await freshDatabase('postgres');
  const incumbent = await start({ databaseURI: uri });
  expect(await ask(incumbent, '/serverInfo')).toMatchObject({ parseServerVersion: incumbentVersion });
  const created = await ask(incumbent, '/classes/Note', { text: 'hello' });
  expect(created).toMatchObject({ objectId: expect.any(String) });
  expect(await ask(incumbent, '/classes/Note')).toMatchObject({ results: [{ text: 'hello' }] });

  await incumbent.stop();
  expect(() => process.kill(incumbent.pid, 0)).toThrow('ESRCH');
  await incumbent.stop();
});

test('it runs Cloud Code, which sees nothing of our environment', { timeout: startsWithin }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'incumbent-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const cloud = join(folder, 'main.cjs');
  writeFileSync(cloud, `Parse.Cloud.define('variables', () => Object.keys(process.env));`);
  vi.stubEnv('PARSE_SERVER_MASTER_KEY', 'another');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { uri } = await freshDatabase('postgres', 'cloud');
  const incumbent = await start({ databaseURI: uri, cloud });
  const { result } = (await ask(incumbent, '/functions/variables', {})) as { readonly result: string[] };
  expect(result).toContain('PATH');
  expect(result.filter((name) => name.startsWith('PARSE_SERVER_M'))).toEqual([]);
});

test('a server that does not come up says why', { timeout: startsWithin }, async () => {
  const nowhere = startIncumbent({ databaseURI: 'postgres://127.0.0.1:1/nothing' });
  await expect(nowhere).rejects.toThrow(/did not start: [^]*ECONNREFUSED/);
});
