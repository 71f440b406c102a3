import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '@parse/core';
import { StorageError, type StorageAdapter } from '@parse/core/adapter';
import { createRestHandler, fetchHandler } from '@parse/rest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { jsonStorage } from '../src/json-storage/json-storage.js';
import { passwords } from '../src/passwords.js';
import { goShopping } from './shop-client.js';

let directory: string;
let storage: StorageAdapter;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'json-storage-'));
  storage = jsonStorage({ directory });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test('an app runs on the example adapter', async () => {
  const app = await createApp({ appId: 'shop', keys: { masterKey: 'secret' }, storage, passwords });
  const serve = fetchHandler(createRestHandler(app, { serverVersion: '1.0.0' }), {
    mountPath: '/parse',
    ip: () => '127.0.0.1',
  });
  await goShopping((url, init) => serve(new Request(url, init)), 'https://shop.example/parse');
  await app.close();
});

test('a directory that cannot be read is a connection failure', async () => {
  await writeFile(join(directory, 'file'), '');
  const broken = jsonStorage({ directory: join(directory, 'file') });
  const context = { appId: 'shop', logger: { log: () => undefined, isEnabled: () => false } };
  const failure: unknown = await broken.open(context).catch((error: unknown) => error);
  expect(StorageError.isInstance(failure) && failure.kind).toBe('connection');
});
