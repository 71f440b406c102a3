import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Parse from 'parse/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectSdk } from './support/connect-sdk.js';
import { refusalOf } from './support/refusal-of.js';
import { startServer, type TestServer } from './support/start-server.js';
import { storages } from './support/storages.js';

describe.each(storages)('Cloud Code of several apps on $name', (storage) => {
  let folder: string;
  const servers: TestServer[] = [];
  const start = async (appId: string, cloud: string | ((parse: unknown) => void)): Promise<TestServer> => {
    const server = await startServer(storage, {
      appId: `${appId} on ${storage.name}`,
      label: appId,
      cloud,
    });
    servers.push(server);
    return server;
  };
  const run = (server: TestServer, name: string): Promise<unknown> => {
    connectSdk(server);
    return Parse.Cloud.run(name);
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cloud-code-'));
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await rm(folder, { recursive: true });
  });

  test('does not meet, also where handlers save for others', async () => {
    const cloud = (name: string) => () => {
      Parse.Cloud.define('name', () => name);
      Parse.Cloud.define(name, async () => {
        await new Parse.Object('Made', { by: name }).save();
        return new Parse.Query('Made').count();
      });
    };
    const [first, second] = [await start('first', cloud('first')), await start('second', cloud('second'))];
    expect([await run(first, 'name'), await run(second, 'name')]).toEqual(['first', 'second']);
    connectSdk(second);
    expect(await run(first, 'first')).toBe(1);
    expect(await run(second, 'second')).toBe(1);
    expect(await refusalOf(run(second, 'first'))).toBe('141 Invalid function: "first"');
  });

  test('may be the same module, which registers for each', async () => {
    const file = join(folder, `${storage.name}.mjs`);
    await writeFile(file, `Parse.Cloud.define('where', ({ config }) => config.appId);`);
    for (const name of ['one', 'two', 'three']) {
      const server = await start(name, file);
      expect(await run(server, 'where')).toBe(server.appId);
    }
  });

  test('may be the same module when they start at once', async () => {
    const file = join(folder, `at-once-${storage.name}.mjs`);
    const turn = 'await new Promise((resolve) => setImmediate(resolve));';
    await writeFile(file, `${turn}\nParse.Cloud.define('where', ({ config }) => config.appId);`);
    const started = await Promise.all(['a', 'b', 'c'].map((name) => start(name, file)));
    for (const server of [...started, await start('d', file)]) {
      expect(await run(server, 'where')).toBe(server.appId);
    }
  });

  test('that cannot be loaded stops the start and says why', async () => {
    const file = join(folder, `broken-${storage.name}.mjs`);
    await writeFile(file, `throw new Error('broken code');`);
    await expect(start('broken', file)).rejects.toThrow('broken code');
    await expect(start('missing', join(folder, 'missing.mjs'))).rejects.toThrow('cannot be loaded');
    await expect(
      start('rules', () => Parse.Cloud.define('f', () => 1, { requireNothing: true } as object)),
    ).rejects.toThrow('requireNothing');
  });

  test('needs no client key, which the clients of the app have to show', async () => {
    const server = await startServer(storage, {
      appId: `keyed on ${storage.name}`,
      label: 'keyed',
      restAPIKey: 'for clients',
      serverURL: 'http://keyed.invalid/parse',
      cloud: () => {
        Parse.Cloud.define('count', async () => {
          await Parse.Object.saveAll([1, 2].map((n) => new Parse.Object('Counted', { n })));
          return new Parse.Query('Counted').count();
        });
      },
    });
    servers.push(server);
    const call = async (keys: Readonly<Record<string, string>>): Promise<unknown> => {
      const headers = { 'X-Parse-Application-Id': server.appId, ...keys };
      return (await fetch(`${server.url}/functions/count`, { method: 'POST', headers })).json();
    };
    expect(await call({})).toEqual({ error: 'unauthorized' });
    expect(await call({ 'X-Parse-REST-API-Key': 'for clients' })).toEqual({ result: 2 });
    connectSdk({ ...server, url: 'http://keyed.invalid/parse' });
    expect(await new Parse.Query('Counted').count()).toBe(2);
  });

  test('starts and stops again and again', async () => {
    const rounds = storage.isServer ? 4 : 20;
    for (let round = 0; round < rounds; round += 1) {
      const server = await startServer(storage, {
        appId: `again on ${storage.name}`,
        cloud: () => Parse.Cloud.define('round', () => round),
      });
      expect(await run(server, 'round')).toBe(round);
      await server.close();
    }
  });

  test('registers functions, triggers and validators after the start', async () => {
    const server = await start('late', () => undefined);
    connectSdk(server);
    Parse.Cloud.define('late', () => 'late', { fields: { n: { type: Number, required: true } } });
    Parse.Cloud.beforeSave('Late', ({ object }) => void object.set('role', 'set'), {
      fields: { kind: { constant: true, default: 'a' }, n: { required: true, type: Number } },
    });
    const refusals = [{}, { n: 'x' }, { n: 1 }].map((params) => refusalOf(Parse.Cloud.run('late', params)));
    expect(await Promise.all(refusals)).toEqual([
      '142 Validation failed. Please specify data for n.',
      '142 Validation failed. Invalid type for n. Expected: number',
      'none',
    ]);
    expect(await refusalOf(new Parse.Object('Late', {}).save())).toMatch(/^142 /);
    const late = await new Parse.Object<Parse.Attributes>('Late', { n: 1, kind: 'b' }).save();
    expect(late.attributes).toMatchObject({ kind: 'a', role: 'set' });
    await late.save({ kind: 'c', n: 2 });
    expect((await new Parse.Query('Late').get(String(late.id))).attributes).toMatchObject({
      kind: 'a',
      n: 2,
    });
  });
});
