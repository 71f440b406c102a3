import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { goShopping, setEnvironment } from './shop-client.js';

setEnvironment();
const { app, server } = await import('../src/minimal-server.js');
if (!server.listening) await once(server, 'listening');
const { port } = server.address() as AddressInfo;
afterAll(async () => {
  server.close();
  await app.close();
});

test('serves an app over node:http', () => goShopping(fetch, `http://localhost:${port}/parse`));

test('serves nothing beside its mount path', async () => {
  const response = await fetch(`http://localhost:${port}/other`);
  expect(response.status).toBe(404);
});
