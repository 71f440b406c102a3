import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startIncumbent } from '@tools/incumbent';
import { freshDatabase } from '@tools/services';
import { createParseServer } from 'parse-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiClient, type ApiAnswer, type ApiClient } from '../src/api/api-client.js';
import { app, type Json } from '../src/api/api-request.js';
import { startFloor } from '../src/floor/start-floor.js';
import { scenarios } from '../src/scenarios/scenarios.js';
import { allTargets, type Engine, type ServerKind } from '../src/servers/server-kinds.js';
import { startOurs } from '../src/servers/start-ours.js';
import { seedWorld } from '../src/world/seed-world.js';
import { smallWorld, type World } from '../src/world/world.js';

const minute = 60_000;
const scratch = mkdtempSync(join(tmpdir(), 'bench-test-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function emptyDatabase(engine: Engine, label: string): Promise<string> {
  if (engine === 'sqlite') return `sqlite:${join(scratch, `${label}.db`)}`;
  return (await freshDatabase(engine, label)).uri;
}

interface Contender {
  readonly api: ApiClient;
  readonly world: World;
}

describe.each(['mongo', 'postgres', 'sqlite'] as const)('on %s', (engine) => {
  const kinds = allTargets.filter((target) => target.engine === engine).map(({ kind }) => kind);
  const contenders = new Map<ServerKind, Contender>();
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const databaseURI = await emptyDatabase(engine, 'ours');
    const ours = await startOurs(createParseServer, databaseURI);
    closing.push(ours.close);
    const api = apiClient(ours.origin);
    const world = await seedWorld(api, smallWorld);
    contenders.set('ours', { api, world });
    for (const kind of kinds.filter((each) => each.startsWith('floor'))) {
      const floor = await startFloor({ databaseURI, behindExpress: kind === 'floor+express' });
      closing.push(floor.close);
      contenders.set(kind, { api: apiClient(floor.origin), world });
    }
    if (kinds.includes('incumbent')) contenders.set('incumbent', await openIncumbent());
  }, 5 * minute);
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  async function openIncumbent(): Promise<Contender> {
    const databaseURI = await emptyDatabase(engine, 'incumbent');
    const { appId, masterKey } = app;
    const server = await startIncumbent({ databaseURI, appId, masterKey, report: () => undefined });
    closing.push(server.stop);
    const api = apiClient(new URL(server.serverURL).origin);
    return { api, world: await seedWorld(api, smallWorld) };
  }

  async function answersTo(
    scenario: (typeof scenarios)[number],
  ): Promise<ReadonlyMap<ServerKind, ApiAnswer>> {
    const answers = new Map<ServerKind, ApiAnswer>();
    for (const [kind, { api, world }] of contenders) {
      answers.set(kind, await api.answer(scenario.request(world, 0)));
    }
    return answers;
  }

  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    'every server answers %s with the same members',
    async (_name, scenario) => {
      const answers = await answersTo(scenario);
      const ours = answers.get('ours');
      expect(ours?.status).toBe(scenario.status || 200);
      for (const kind of kinds) {
        expect({ kind, ...shapeOf(answers.get(kind)) }).toEqual({ kind, ...shapeOf(ours) });
      }
    },
  );

  const reads = scenarios.filter(({ name }) => /^(get|query100|include|count)/.test(name));
  test.each(reads.map((scenario) => [scenario.name, scenario] as const))(
    'the floors read the same as ours: %s',
    async (_name, scenario) => {
      const answers = await answersTo(scenario);
      const ours = answers.get('ours');
      expect(JSON.stringify(ours?.body).length).toBeGreaterThan(10);
      for (const kind of kinds.filter((each) => each.startsWith('floor'))) {
        expect(answers.get(kind)).toEqual(ours);
      }
    },
  );

  test('who is logged in sees what a role lets them see, and nobody else does', async () => {
    const ours = contenders.get('ours');
    const [note = ''] = ours?.world.noteIds ?? [];
    const request = { method: 'GET', path: `/classes/Note/${note}` } as const;
    const statuses = [];
    for (const sessionToken of [undefined, ours?.world.users.at(-1)?.sessionToken]) {
      const answer = await ours?.api.answer({ ...request, ...(sessionToken && { sessionToken }) });
      statuses.push(answer?.status);
    }
    expect(statuses).toEqual([404, 200]);
  });
});

/** The status, and the body with types in place of values: ids and times differ from server to server. */
function shapeOf(answer: ApiAnswer | undefined): { readonly status: number; readonly body: unknown } {
  return { status: answer?.status ?? 0, body: shapeOfValue(answer?.body ?? null) };
}

function shapeOfValue(value: Json): unknown {
  if (Array.isArray(value)) return value.map(shapeOfValue);
  if (typeof value !== 'object' || value === null) return typeof value;
  // An ACL is keyed by ids.
  const members = Object.entries(value).map(([name, member]) => [
    name,
    name === 'ACL' ? 'ACL' : shapeOfValue(member),
  ]);
  return Object.fromEntries(members);
}
