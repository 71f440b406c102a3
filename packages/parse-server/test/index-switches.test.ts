import { freshDatabase, isServiceMissing } from '@tools/services';
import { MongoClient } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import { createParseServer } from '../src/index.js';

/** The switches of `databaseOptions`, with the index that each is for. */
const SWITCHES = {
  createIndexUserUsername: '_User username_1',
  createIndexUserUsernameCaseInsensitive: '_User case_insensitive_username',
  createIndexUserEmail: '_User email_1',
  createIndexUserEmailCaseInsensitive: '_User case_insensitive_email',
  createIndexUserEmailVerifyToken: '_User _email_verify_token',
  createIndexUserPasswordResetToken: '_User _perishable_token',
  createIndexRoleName: '_Role name_1',
  createIndexAuthDataUniqueness: '_User _auth_data_anonymous_id',
} as const;
const switches = Object.entries(SWITCHES);

test.skipIf(isServiceMissing('mongo')).each([
  ['none', () => false],
  ['every other', (at: number) => at % 2 === 0],
  ['the others', (at: number) => at % 2 === 1],
])('indexes of MongoDB that are switched off are not made: %s', async (_which, isOff) => {
  const { uri } = await freshDatabase('mongo', 'switches');
  const off = Object.fromEntries(switches.filter((_, at) => isOff(at)).map(([name]) => [name, false]));
  const server = await createParseServer({
    appId: 'shop',
    masterKey: 'm',
    silent: true,
    databaseURI: uri,
    databaseOptions: off,
  });
  onTestFinished(() => server.close());
  const wanted = switches.flatMap(([, index], at) => (isOff(at) ? [] : [index]));
  const made = await indexesOf(uri);
  expect(made.filter((index) => switches.some(([, each]) => each === index)).sort()).toEqual(wanted.sort());
});

/** Every index of the database, as `<collection> <name>`. */
async function indexesOf(uri: string): Promise<readonly string[]> {
  const client = new MongoClient(uri);
  try {
    const indexes = (await client.db().collections()).map(async (collection) =>
      (await collection.indexes()).map(({ name = '' }) => `${collection.collectionName} ${name}`),
    );
    return (await Promise.all(indexes)).flat();
  } finally {
    await client.close();
  }
}
