import { createApp, type Json } from '@parse/core';
import { createRestHandler, fetchHandler } from '@parse/rest';
import { memoryStorage, type RefusableCapability } from '@parse/storage-memory';
import { expect, test } from 'vitest';
import { passwords } from '../src/passwords.js';

// What docs/adapters/capabilities.md says about clients.

const point = { __type: 'GeoPoint', latitude: 0, longitude: 0 };
const order = { method: 'POST', path: '/parse/classes/Order', body: {} };

interface Refused {
  readonly capability: RefusableCapability;
  readonly path: string;
  readonly body?: Json;
}

const REQUESTS: readonly Refused[] = [
  { capability: 'transactions', path: '/batch', body: { transaction: true, requests: [order] } },
  { capability: 'textSearch', path: query('where', { note: { $text: { $search: { $term: 'x' } } } }) },
  { capability: 'geo', path: query('where', { place: { $nearSphere: point } }) },
  { capability: 'regex', path: query('where', { note: { $regex: '^x' } }) },
  { capability: 'aggregate', path: '/aggregate/Order?pipeline=%5B%5D' },
  { capability: 'explain', path: '/classes/Order?explain=true' },
];

test.each(REQUESTS)(
  'without $capability a request that needs it is answered with code 108',
  async ({ capability, path, body }) => {
    expect(await answer(memoryStorage({ without: [capability] }), path, body)).toMatchObject({ code: 108 });
    expect(await answer(memoryStorage(), path, body)).not.toHaveProperty('code');
  },
);

function query(name: string, value: Json): string {
  return `/classes/Order?${new URLSearchParams({ [name]: JSON.stringify(value) }).toString()}`;
}

async function answer(
  storage: ReturnType<typeof memoryStorage>,
  path: string,
  body: Json | undefined,
): Promise<Json> {
  const app = await createApp({ appId: 'shop', keys: { masterKey: 'secret' }, storage, passwords });
  await app.schemas.create({
    className: 'Order',
    fields: { objectId: { type: 'String' }, note: { type: 'String' }, place: { type: 'GeoPoint' } },
    permissions: {},
    indexes: {},
  });
  const serve = fetchHandler(createRestHandler(app, { serverVersion: '1.0.0' }), {
    mountPath: '/parse',
    ip: () => '127.0.0.1',
  });
  const headers = { 'X-Parse-Application-Id': 'shop', 'X-Parse-Master-Key': 'secret' };
  const response = await serve(
    new Request(`https://shop.example/parse${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  await app.close();
  return (await response.json()) as Json;
}
