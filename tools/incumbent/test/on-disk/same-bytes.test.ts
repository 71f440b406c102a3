import { freshDatabase } from '@tools/services';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { installIncumbent, startIncumbent } from '../../src/index.js';
import { differencesBetween, type Dump } from '../support/dump.js';
import { dumpMongo } from '../support/dump-mongo.js';
import { dumpPostgres } from '../support/dump-postgres.js';
import { restClient, type RestServer } from '../support/rest-client.js';
import { writeEverything, type Engine } from '../support/scenario.js';
import { startOurs } from '../support/start-ours.js';
import { explains, listedDifferences } from './listed-differences.js';

const options = { allowClientClassCreation: true };

beforeAll(() => installIncumbent(), 600_000);

describe.each(['mongo', 'postgres'] as const)('the same requests on %s', (engine) => {
  test('leave the same in the database, but for what is listed', { timeout: 600_000 }, async () => {
    const theirs = await written(engine, 'theirs');
    const ours = await written(engine, 'ours');
    expect(theirs.size).toBeGreaterThan(300);
    const differences = differencesBetween(theirs, ours);
    const listed = listedDifferences.filter((each) => each.engine === engine);
    const unexplained = differences.filter((each) => !listed.some((reason) => explains(reason, each)));
    expect(unexplained).toEqual([]);
    const unseen = listed.filter((reason) => !differences.some((each) => explains(reason, each)));
    expect(unseen).toEqual([]);
  });
});

async function written(engine: Engine, whose: 'theirs' | 'ours'): Promise<Dump> {
  const { uri } = await freshDatabase(engine, whose);
  const started = Date.now();
  const server = await start(whose, uri);
  onTestFinished(server.stop);
  const api = restClient(server);
  await writeEverything(api);
  await server.stop();
  return (engine === 'mongo' ? dumpMongo : dumpPostgres)({ uri, given: api.given, started });
}

function start(
  whose: 'theirs' | 'ours',
  databaseURI: string,
): Promise<RestServer & { readonly stop: () => Promise<void> }> {
  return whose === 'theirs'
    ? startIncumbent({ databaseURI, options })
    : startOurs({ databaseURI, ...options });
}
