import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startIncumbent } from '@tools/incumbent';
import { freshDatabase } from '@tools/services';
import { createParseServer } from 'parse-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiClient, type ApiAnswer, type ApiClient } from '../src/api/api-client.js';
import { app, type ApiRequest, type Json } from '../src/api/api-request.js';
import { startFloor } from '../src/floor/start-floor.js';
import { wrongAnswer } from '../src/load/wrong-answer.js';
import { scenarioNamed, scenarios } from '../src/scenarios/scenarios.js';
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
  /** The session of a user without roles. */
  readonly stranger: string;
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
    const stranger = await signUpStranger(api);
    contenders.set('ours', { api, world, stranger });
    for (const kind of kinds.filter((each) => each.startsWith('floor'))) {
      const floor = await startFloor({ databaseURI, behindExpress: kind === 'floor+express' });
      closing.push(floor.close);
      contenders.set(kind, { api: apiClient(floor.origin), world, stranger });
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
    return { api, world: await seedWorld(api, smallWorld), stranger: await signUpStranger(api) };
  }

  async function answersTo(
    requestOf: (contender: Contender) => ApiRequest,
  ): Promise<ReadonlyMap<ServerKind, ApiAnswer>> {
    const answers = new Map<ServerKind, ApiAnswer>();
    for (const [kind, contender] of contenders) {
      answers.set(kind, await contender.api.answer(requestOf(contender)));
    }
    return answers;
  }

  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    'every server answers %s rightly and with the same members',
    async (_name, scenario) => {
      const answers = await answersTo(({ world }) => scenario.request(world, 0));
      const ours = answers.get('ours');
      for (const kind of kinds) {
        const { status = 0, body = null } = answers.get(kind) ?? {};
        const request = scenario.request(contenderOf(kind).world, 0);
        expect(wrongAnswer(request, { status, text: JSON.stringify(body) })).toBeUndefined();
        expect({ kind, ...shapeOf(answers.get(kind)) }).toEqual({ kind, ...shapeOf(ours) });
      }
    },
  );

  const reads = scenarios.filter(({ name }) => /^(get|query100|include|count)/.test(name));
  test.each(reads.map((scenario) => [scenario.name, scenario] as const))(
    'the floors read the same as ours: %s',
    async (_name, scenario) => {
      const answers = await answersTo(({ world }) => scenario.request(world, 0));
      const ours = answers.get('ours');
      for (const kind of kinds.filter((each) => each.startsWith('floor'))) {
        expect(answers.get(kind)).toEqual(ours);
      }
    },
  );

  test.each([
    ['get-user', 404, undefined],
    ['update-user', 404, undefined],
    ['query100-user', 200, []],
    ['include-user', 200, []],
  ])('every server answers %s to a user without the role with nothing', async (name, status, results) => {
    const answers = await answersTo(({ world, stranger }) => ({
      ...scenarioNamed(name).request(world, 0),
      sessionToken: stranger,
    }));
    for (const kind of kinds) {
      const { status: answered, body } = answers.get(kind) ?? {};
      expect({ kind, answered, results: body?.['results'] }).toEqual({ kind, answered: status, results });
    }
  });

  test('nobody but a floor lets somebody without a session read what a role may read', async () => {
    const answers = await answersTo(({ world: { noteIds } }) => ({
      method: 'GET',
      path: `/classes/Note/${noteIds[0] ?? ''}`,
    }));
    const refused = kinds.filter((kind) => answers.get(kind)?.status === 404);
    expect(refused).toEqual(kinds.filter((kind) => !kind.startsWith('floor')));
  });

  function contenderOf(kind: ServerKind): Contender {
    const found = contenders.get(kind);
    if (found) return found;
    throw new Error(`${kind} does not run`);
  }
});

async function signUpStranger(api: ApiClient): Promise<string> {
  const body = { username: 'stranger', password: 'password of nobody' };
  const answer = await api.send({ method: 'POST', path: '/users', body });
  return (answer as Pick<World['users'][number], 'sessionToken'>).sessionToken;
}

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
