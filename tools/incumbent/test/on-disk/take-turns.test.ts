import { freshDatabase } from '@tools/services';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { installIncumbent, startIncumbent } from '../../src/index.js';
import { addByHand } from '../support/add-by-hand.js';
import { differencesBetween, type Dump } from '../support/dump.js';
import { dumpMongo } from '../support/dump-mongo.js';
import { dumpPostgres } from '../support/dump-postgres.js';
import { readEverything } from '../support/read-everything.js';
import { restClient, type RestClient, type RestServer } from '../support/rest-client.js';
import { writeEverything, type Engine, type Written } from '../support/scenario.js';
import { startOurs } from '../support/start-ours.js';

const options = { allowClientClassCreation: true, publicServerURL: 'http://files.example/parse' };

type Stoppable = RestServer & { readonly stop: () => Promise<void> };

beforeAll(() => installIncumbent(), 600_000);

describe.each(['mongo', 'postgres'] as const)('one database of %s', (engine) => {
  test('is served by the incumbent, by us, and by the incumbent again', { timeout: 600_000 }, async () => {
    const { uri: databaseURI } = await freshDatabase(engine, 'turns');
    const dump = (): Promise<Dump> => dumpOf(engine, databaseURI);
    const theirs = (): Promise<Stoppable> => startIncumbent({ databaseURI, options });
    const ours = (): Promise<Stoppable> => startOurs({ databaseURI, ...options });

    const { written, seen } = await during(theirs, async (api) => {
      const written = await writeEverything(api);
      await writeTheirsAlone(api, engine);
      await addByHand(engine, databaseURI, written);
      return { written, seen: await readEverything(api, written, engine) };
    });
    const left = await dump();

    const { changed, hosted } = await during(ours, async (api) => {
      expect(await readEverything(api, written, engine)).toEqual(seen);
      const touched = differencesBetween(left, await dump());
      expect(touched.filter(({ at, theirs }) => theirs !== undefined || !at.includes(' / index '))).toEqual(
        [],
      );
      await goOn(api, written, 'ours');
      const hosted = engine === 'mongo' ? await exchangeHostedToken(api) : undefined;
      return { changed: await readEverything(api, written, engine), hosted };
    });

    await during(theirs, async (api) => {
      expect(await readEverything(api, written, engine)).toEqual(changed);
      await goOn(api, written, 'theirs');
      if (hosted) expect(await whoIs(api, hosted)).toBe('legacyuser');
    });
  });
});

/** A session for the token that a user of the hosted Parse has, which is used up by it. */
async function exchangeHostedToken(api: RestClient): Promise<string> {
  const exchange = () =>
    api.send({ method: 'POST', path: '/upgradeToRevocableSession', body: {}, as: 'legacySessionToken' });
  const session = String((await exchange())['sessionToken']);
  await expect(exchange()).rejects.toThrow('invalid legacy session token');
  expect(await whoIs(api, session)).toBe('legacyuser');
  return session;
}

async function whoIs(api: RestClient, session: string): Promise<unknown> {
  return (await api.send({ method: 'GET', path: '/users/me', as: session }))['objectId'];
}

async function during<T>(start: () => Promise<Stoppable>, work: (api: RestClient) => Promise<T>): Promise<T> {
  const server = await start();
  onTestFinished(server.stop);
  const result = await work(restClient(server));
  await server.stop();
  return result;
}

function dumpOf(engine: Engine, uri: string): Promise<Dump> {
  return (engine === 'mongo' ? dumpMongo : dumpPostgres)({ uri, given: [], started: 0 });
}

/** What has no route of ours yet, or needs a provider that is not set up: we only have to leave it alone. */
async function writeTheirsAlone(api: RestClient, engine: Engine): Promise<void> {
  await api.send({
    method: 'POST',
    path: '/users',
    body: { authData: { anonymous: { id: 'b6f9a3c2-0000-4000-8000-000000000001' } } },
    as: 'nobody',
  });
  await api.send({
    method: 'POST',
    path: '/hooks/functions',
    body: { functionName: 'f', url: 'http://h.example/f' },
  });
  await api.send({
    method: 'POST',
    path: '/hooks/triggers',
    body: { className: 'Everything', triggerName: 'afterDelete', url: 'http://h.example/t' },
  });
  if (engine === 'mongo')
    await api.send({
      method: 'POST',
      path: '/files/hello.txt',
      body: { base64: 'aGk=', _ContentType: 'text/plain' },
    });
}

/** Logs in, changes what is there and adds to it. */
async function goOn(api: RestClient, { ann, ben, full, second, role }: Written, by: string): Promise<void> {
  const login = await api.send({
    method: 'POST',
    path: '/login',
    body: { username: 'ann', password: 'ann’s password' },
    as: 'nobody',
  });
  expect(login).toMatchObject({ objectId: ann.id, email: 'ann@example.org' });
  const path = `/classes/Changed/${second}`;
  await api.update(path, { [`by_${by}`]: by, n: { __op: 'Increment', amount: 1 }, 'o.keep': by }, ann.token);
  await api.update(`/classes/Everything/${full}`, {
    when: { __type: 'Date', iso: '2021-01-01T00:00:00.000Z' },
    list: { __op: 'Add', objects: [by, { __type: 'Date', iso: '2021-01-01T00:00:00.000Z' }] },
    others: { __op: 'AddRelation', objects: [{ __type: 'Pointer', className: '_User', objectId: ann.id }] },
    place: { __type: 'GeoPoint', latitude: 1, longitude: 2 },
  });
  await api.update(`/roles/${role}`, {
    users: { __op: 'AddRelation', objects: [{ __type: 'Pointer', className: '_User', objectId: ben.id }] },
  });
  await api.send({
    method: 'POST',
    path: '/users',
    as: 'nobody',
    body: { username: by, password: by, email: `${by}@example.com` },
  });
  await api.create('/roles', { name: by, ACL: {} });
  await api.create(
    `/classes/New_${by}`,
    { text: by, at: { __type: 'Date', iso: '2021-01-01T00:00:00.000Z' } },
    ben.token,
  );
  await api.update('/schemas/Under_score', {
    fields: { [`from_${by}`]: { type: 'Pointer', targetClass: '_User' }, [`text_${by}`]: { type: 'String' } },
    indexes: { [`by_${by}`]: { [`text_${by}`]: 1 } },
  });
  await api.update('/config', { params: { [by]: { __type: 'Date', iso: '2021-01-01T00:00:00.000Z' } } });
}
