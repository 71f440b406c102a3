import { createApp } from '@parse/core';
import { createRestHandler, nodeHandler } from '@parse/rest';
import { sqliteStorage } from '@parse/storage-sqlite';
import express from 'express';
import { passwords } from './passwords.js';

export const app = await createApp({
  appId: 'shop',
  keys: { masterKey: process.env.MASTER_KEY ?? '' },
  storage: sqliteStorage({ path: process.env.DATABASE ?? './shop.db' }),
  passwords,
});

const site = express();
site.use('/parse', nodeHandler(createRestHandler(app, { serverVersion: '1.0.0' })));
site.get('/', (_request, response) => {
  response.send('The shop is open.');
});

export const server = site.listen(Number(process.env.PORT ?? 1337));
