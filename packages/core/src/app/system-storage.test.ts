import { memoryStorage } from '@parse/storage-memory';
import { expect, test } from 'vitest';
import { classOf, failureOf, requestOf, startApp } from '../../test/app-fixture.js';
import type { LogFields, Logger } from '../adapters/logger.js';
import { createObject } from '../objects/create-object.js';
import { systemSchema } from '../schema/system-classes.js';

const OPTIONAL = [
  'transactions',
  'textSearch',
  'geo',
  'regex',
  'aggregate',
  'explain',
  'uniqueIndexes',
  'caseInsensitive',
] as const;

test.each(OPTIONAL)('an app starts and saves objects on a store without %s', async (capability) => {
  const app = await startApp({ storage: memoryStorage({ without: [capability] }) });
  const body = { deviceType: 'ios', installationId: 'i1' };
  await createObject(requestOf(app), { className: '_Installation', body });
  expect(await app.storage.count(classOf(app, '_Installation'), { op: 'everything' })).toBe(1);
});

test('a database with duplicates is served without the unique indexes, and the log says so', async () => {
  const storage = memoryStorage();
  const users = systemSchema('_User');
  if (!users) throw new TypeError('_User is a system class');
  await storage.createClass(users);
  await storage.insert(users, { objectId: 'a', username: 'ann' });
  await storage.insert(users, { objectId: 'b', username: 'ann' });
  const warnings: { readonly message: string; readonly fields: LogFields | undefined }[] = [];
  const logger: Logger = {
    log: (_level, message, fields) => warnings.push({ message, fields }),
    isEnabled: () => true,
  };
  expect(await failureOf(startApp({ storage, logger }))).toBe('ok');
  const unmade = (index: string) => `index ${index} of _User could not be made, as rows hold duplicates`;
  expect(warnings).toEqual([
    { message: unmade('username_1'), fields: { fields: ['username'] } },
    { message: unmade('unique_username_ignoring_case'), fields: { fields: ['username'] } },
  ]);
});
