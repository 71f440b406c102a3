import { expect } from 'vitest';
import type { Json } from '@parse/core';

type Send = (url: string, init: RequestInit) => Promise<Response>;

/** The environment that the servers read; set before one is imported. */
export function setEnvironment(): void {
  Object.assign(process.env, { MASTER_KEY: 'secret', DATABASE: ':memory:', PORT: '0' });
}

/** Uses a server as an app does: signs a user up, saves an object as that user and finds it again. */
export async function goShopping(send: Send, serverURL: string): Promise<void> {
  const call = async (method: string, path: string, body?: Json, session = ''): Promise<Json> => {
    const response = await send(`${serverURL}${path}`, {
      method,
      headers: {
        'X-Parse-Application-Id': 'shop',
        'Content-Type': 'application/json',
        ...(session === '' ? { 'X-Parse-Master-Key': 'secret' } : { 'X-Parse-Session-Token': session }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.ok, `${method} ${path}: ${String(response.status)}`).toBe(true);
    return (await response.json()) as Json;
  };

  await call('POST', '/schemas/Order', { fields: { amount: { type: 'Number' } } });
  await call('POST', '/users', { username: 'ann', password: 'correct horse' });
  const login = await call('POST', '/login', { username: 'ann', password: 'correct horse' });
  const { sessionToken } = login as { readonly sessionToken: string };
  await call('POST', '/classes/Order', { amount: 12 }, sessionToken);
  const where = encodeURIComponent(JSON.stringify({ amount: { $gt: 10 } }));
  const found = await call('GET', `/classes/Order?where=${where}`, undefined, sessionToken);
  expect(found).toMatchObject({ results: [{ amount: 12 }] });
}
