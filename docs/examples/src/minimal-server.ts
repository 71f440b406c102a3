import { createServer } from 'node:http';
import { createApp } from '@parse/core';
import { createRestHandler, nodeHandler } from '@parse/rest';
import { sqliteStorage } from '@parse/storage-sqlite';
import { passwords } from './passwords.js';

export const app = await createApp({
  appId: 'shop',
  keys: { masterKey: process.env.MASTER_KEY ?? '' },
  storage: sqliteStorage({ path: process.env.DATABASE ?? './shop.db' }),
  passwords,
  settings: { serverURL: 'https://shop.example/parse' },
});

const handler = createRestHandler(app, { serverVersion: '1.0.0' });

export const server = createServer(nodeHandler(handler, { mountPath: '/parse' }));
server.listen(Number(process.env.PORT ?? 1337));
