import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { goShopping, setEnvironment } from './shop-client.js';

setEnvironment();
const { app, server } = await import('../src/express-server.js');
if (!server.listening) await once(server, 'listening');
const { port } = server.address() as AddressInfo;
afterAll(async () => {
  server.close();
  await app.close();
});

test('serves an app inside of an Express site', () => goShopping(fetch, `http://localhost:${port}/parse`));

test('leaves the rest of the site alone', async () => {
  const response = await fetch(`http://localhost:${port}/`);
  expect(await response.text()).toBe('The shop is open.');
});
