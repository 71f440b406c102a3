import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryStorage } from '@parse/storage-memory';
import Parse from 'parse/node';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startTestServer, type TestServer, type TestServerOptions } from '../src/index.js';

const MASTER = { useMasterKey: true };
const DAY = 24 * 3_600_000;

/** Registers with what the SDK's types do not know: options of jobs. */
const defineJob = (...given: readonly unknown[]): void =>
  void Reflect.apply(Parse.Cloud.job, Parse.Cloud, given);

async function startForTest(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startTestServer(options);
  onTestFinished(() => server.close());
  return server;
}

describe('Cloud Code under test', () => {
  test('is a function that is handed the SDK', async () => {
    await startForTest({
      cloud: () => {
        Parse.Cloud.define('double', ({ params }) => params['n'] * 2);
        Parse.Cloud.beforeSave('Game', ({ object }) => {
          if (object.get('score') < 0) throw new Error('no score is below nothing');
        });
      },
    });
    expect(await Parse.Cloud.run('double', { n: 21 })).toBe(42);
    await expect(new Parse.Object('Game', { score: -1 }).save()).rejects.toThrow('no score is below nothing');
    const { id } = await new Parse.Object('Game', { score: 1 }).save();
    expect((await new Parse.Query('Game').get(id ?? '')).get('score')).toBe(1);
  });

  test('is the file of the app, and stays the same for every server', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'testing-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const cloud = join(folder, 'main.mjs');
    await writeFile(cloud, `Parse.Cloud.define('whose', ({ config }) => config.appId);`);
    for (let servers = 0; servers < 2; servers += 1) {
      const { appId } = await startForTest({ cloud });
      expect(await Parse.Cloud.run('whose')).toBe(appId);
    }
  });

  test('that cannot be loaded fails the start', async () => {
    await expect(startTestServer({ cloud: './no/such/file.js' })).rejects.toThrow('cannot be loaded');
  });
});

test('two servers at a time have nothing in common, and the SDK goes where it is connected to', async () => {
  const [first, second] = [await startForTest(), await startForTest()];
  await new Parse.Object('Game').save();
  first.connect();
  expect(await new Parse.Query('Game').count()).toBe(0);
  second.connect();
  expect(await new Parse.Query('Game').count()).toBe(1);
  expect(first.url).not.toBe(second.url);
});

test('options are those of the server', async () => {
  const storage = memoryStorage({ without: ['transactions'] });
  const server = await startForTest({
    appId: 'mine',
    masterKey: 'my master key',
    mountPath: '/',
    allowClientClassCreation: false,
    storage,
  });
  expect(server).toMatchObject({ appId: 'mine', masterKey: 'my master key' });
  expect(new URL(server.url).pathname).toBe('/');
  expect(server.app.storage).toBe(storage);
  await expect(new Parse.Object('Game').save()).rejects.toThrow();
  await new Parse.Object('Game').save(null, MASTER);
});

describe('a server that several tests use', () => {
  let server: TestServer;
  const runs: string[] = [];
  beforeAll(async () => {
    server = await startTestServer({
      sessionLength: DAY / 1000,
      cloud: () => {
        Parse.Cloud.define('who', ({ user }) => user?.id);
        defineJob('nightly', ({ params }: Parse.Cloud.JobRequest) => void runs.push(String(params['by'])), {
          schedule: '0 3 * * *',
          params: { by: 'schedule' },
        });
      },
    });
  });
  beforeEach(() => server.reset());
  afterAll(() => server.close());

  const whoIs = (user: Parse.User): Promise<unknown> =>
    Parse.Cloud.run('who', {}, { sessionToken: user.getSessionToken() ?? '' });
  const signUp = (username: string): Promise<Parse.User> => Parse.User.signUp(username, 'secret', {});

  test.each(['once', 'and again'])('begins with nothing %s', async () => {
    expect(await new Parse.Query(Parse.User).count(MASTER)).toBe(0);
    expect(await new Parse.Query('Game').count()).toBe(0);
    expect((await Parse.Config.get()).attributes).toEqual({});
    const user = await signUp('ada');
    const game: Parse.Object = new Parse.Object('Game');
    game.relation('owners').add(user);
    await game.save();
    await Parse.Config.save({ open: true }, {});
    expect(await game.relation('owners').query().count(MASTER)).toBe(1);
  });

  test('forgets sessions with their users', async () => {
    const user = await signUp('ada');
    expect(await whoIs(user)).toBe(user.id);
    await server.reset();
    await expect(whoIs(user)).rejects.toThrow('Invalid session token');
  });

  test('keeps Cloud Code and classes', async () => {
    await new Parse.Object('Game', { score: 1 }).save();
    await server.reset();
    expect(await Parse.Cloud.run('who')).toBeUndefined();
    const { fields } = await new Parse.Schema('Game').get();
    expect(fields).toMatchObject({ score: { type: 'Number' } });
  });

  test('has a clock that is set forward, and back by a reset', async () => {
    const user = await signUp('ada');
    server.clock.advance(2 * DAY);
    await expect(whoIs(user)).rejects.toThrow('Invalid session token');
    server.clock.set(new Date('2031-05-01T12:00:00Z'));
    const game = await new Parse.Object('Game').save();
    expect(game.createdAt?.toISOString()).toMatch(/^2031-05-01T12:00/);
    await server.reset();
    expect((await new Parse.Object('Game').save()).createdAt?.getFullYear()).toBeLessThan(2031);
  });

  test.each([1, 2])('runs the jobs that are due by the clock (time %i)', async () => {
    runs.length = 0;
    await server.runDueJobs();
    expect(runs).toEqual([]);
    server.clock.advance(DAY);
    await server.runDueJobs();
    await server.runDueJobs();
    expect(runs).toEqual(['schedule']);
    const [status] = await new Parse.Query('_JobStatus').find(MASTER);
    expect(status?.attributes).toMatchObject({ jobName: 'nightly', status: 'succeeded' });
  });
});
