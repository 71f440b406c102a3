import { createApp } from '@parse/core';
import { createRestHandler, fetchHandler } from '@parse/rest';
import { sqliteStorage } from '@parse/storage-sqlite';
import { passwords } from './passwords.js';

export const app = await createApp({
  appId: 'shop',
  keys: { masterKey: process.env.MASTER_KEY ?? '' },
  storage: sqliteStorage({ path: process.env.DATABASE ?? './shop.db' }),
  passwords,
});

const handler = createRestHandler(app, { serverVersion: '1.0.0' });

/** What `Deno.serve`, `Bun.serve`, Hono and the like call: `(request: Request) => Promise<Response>`. */
export const serve = fetchHandler(handler, {
  mountPath: '/parse',
  // A header that the platform sets and clients cannot: the master key works from known addresses only.
  ip: (request) => request.headers.get('x-real-ip') ?? '0.0.0.0',
});
