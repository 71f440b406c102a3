import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gatherOptions, type GatheredOptions } from './gather-options.js';
import { readArguments } from './read-arguments.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parse-server-'));
});
afterEach(async () => rm(folder, { recursive: true }));

interface Situation {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly interactive?: boolean;
}

async function gather({
  args = [],
  environment = {},
  interactive = false,
}: Situation): Promise<GatheredOptions> {
  return gatherOptions(readArguments(args), {
    environment,
    interactive,
    dataFolder: join(folder, 'parse-data'),
  });
}

async function configFile(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const keys = { PARSE_SERVER_APPLICATION_ID: 'shop', PARSE_SERVER_MASTER_KEY: 'secret' };

describe('where options come from', () => {
  test('flags are stronger than variables, variables than the file', async () => {
    const path = await configFile(
      'config.json',
      JSON.stringify({
        appId: 'file',
        masterKey: 'file',
        appName: 'file',
        requestComplexity: { includeDepth: 1, queryDepth: 1 },
      }),
    );
    const environment = {
      PARSE_SERVER_MASTER_KEY: 'env',
      PARSE_SERVER_APP_NAME: 'env',
      PARSE_SERVER_REQUEST_COMPLEXITY_INCLUDE_DEPTH: '2',
    };
    const { options } = await gather({ args: ['--appName', 'flag', path], environment });
    expect(options).toEqual({
      appId: 'file',
      masterKey: 'env',
      appName: 'flag',
      requestComplexity: { includeDepth: 2, queryDepth: 1 },
    });
  });

  test.each([
    ['config.json', '{"appId":"shop"}'],
    ['apps.json', '{"apps":[{"appId":"shop"}]}'],
    ['config.mjs', 'export default { appId: "shop" }'],
    ['named.mjs', 'export const appId = "shop"'],
    ['config.cjs', 'module.exports = { appId: "shop" }'],
  ])('%s is read', async (name, content) => {
    const { options } = await gather({ args: [await configFile(name, content)] });
    expect(options).toEqual({ appId: 'shop' });
  });

  test.each([
    ['broken.json', '{"appId":', 'is no valid JSON'],
    ['list.json', '[]', 'must contain an object'],
    ['two.json', '{"apps":[{},{}]}', 'exactly one app'],
    ['throws.mjs', 'throw new Error("no luck")', 'cannot be loaded: no luck'],
  ])('%s is refused', async (name, content, problem) => {
    const { problems } = await gather({ args: ['--appId', 'shop', await configFile(name, content)] });
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  test('a missing file is a problem, not a crash', async () => {
    const { problems } = await gather({ args: ['--appId', 'shop', join(folder, 'none.json')] });
    expect(problems).toEqual([expect.stringContaining('cannot be read')]);
  });

  test('problems of flags, variables and the file are reported together', async () => {
    const { problems } = await gather({ args: ['--prot', '1'], environment: { PORT: 'x' } });
    expect(problems).toEqual([
      expect.stringContaining('--prot is not an option'),
      expect.stringContaining('PORT must be'),
      expect.stringContaining('1 cannot be read'),
      expect.stringContaining('--appId'),
    ]);
  });
});

describe('the first run', () => {
  test('keys are made, kept for their owner only, and used again', async () => {
    const first = await gather({ interactive: true });
    expect(first.development).toMatchObject({ fresh: true });
    expect(first.options).toMatchObject({ allowClientClassCreation: true, host: '127.0.0.1' });
    const file = join(folder, 'parse-data', 'keys.json');
    expect((await stat(file)).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      appId: first.options['appId'],
      masterKey: first.options['masterKey'],
    });

    const second = await gather({ interactive: true });
    expect(second.development).toMatchObject({ fresh: false });
    expect(second.options).toEqual(first.options);
  });

  test('two first runs at the same time use the same keys', async () => {
    const [one, other] = await Promise.all([gather({ interactive: true }), gather({ interactive: true })]);
    expect(one.options).toEqual(other.options);
  });

  test('what is set stays as it is set', async () => {
    const { options } = await gather({
      args: ['--dev', '--allowClientClassCreation', 'false', '--host', '0.0.0.0'],
    });
    expect(options).toMatchObject({ allowClientClassCreation: false, host: '0.0.0.0' });
  });

  test.each([{ args: ['--dev'] }, { environment: { PARSE_SERVER_DEV: '1' } }, { interactive: true }])(
    'happens with %j',
    async (situation) => {
      expect((await gather(situation)).development).toBeDefined();
    },
  );

  test.each([
    {},
    { args: ['--dev'], environment: { NODE_ENV: 'production' } },
    { interactive: true, environment: { NODE_ENV: 'production' } },
  ])('does not happen with %j', async (situation) => {
    const { problems, development } = await gather(situation);
    expect(problems).toEqual([expect.stringContaining('PARSE_SERVER_MASTER_KEY')]);
    expect(development).toBeUndefined();
  });

  test.each([keys, { PARSE_SERVER_APPLICATION_ID: 'shop' }])(
    'does not happen when keys are set: %j',
    async (environment) => {
      expect((await gather({ interactive: true, environment })).development).toBeUndefined();
    },
  );

  test('a folder that cannot be made stops the start', async () => {
    await writeFile(join(folder, 'parse-data'), '');
    await expect(gather({ interactive: true })).rejects.toMatchObject({
      problems: [expect.stringContaining('cannot be kept in')],
    });
  });

  test('a damaged file of keys stops the start', async () => {
    await gather({ interactive: true });
    await writeFile(join(folder, 'parse-data', 'keys.json'), '{}');
    await expect(gather({ interactive: true })).rejects.toThrow('must contain appId and masterKey');
  });
});
