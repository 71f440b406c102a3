import { expect, test } from 'vitest';
import { outcome, type Api, type Caller } from './api.js';

/** One request and what it must come to: `400 107`, or `403` when the answer has no code. */
export interface BadRequest {
  readonly name: string;
  readonly expected: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly caller?: (api: Api) => Caller;
}

/** A row for a request with a body. */
export function write(name: string, request: string, body: unknown, expected: string): BadRequest {
  return { name, ...target(request), body, expected };
}

/** A row for a query; `parameters` go into the URL, as JSON unless they are texts. */
export function read(
  name: string,
  request: string,
  parameters: Readonly<Record<string, unknown>>,
  expected: string,
): BadRequest {
  const query = Object.entries(parameters).map(
    ([key, value]) =>
      `${encodeURIComponent(key)}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
  );
  const { method, path } = target(request);
  return { name, method, path: query.length > 0 ? `${path}?${query.join('&')}` : path, expected };
}

/** The same rows with the master key. */
export function withMasterKey(rows: readonly BadRequest[]): readonly BadRequest[] {
  return rows.map((row) => ({ ...row, caller: (api) => api.master }));
}

/** Declares a test for every row; one more proves that nothing went wrong behind the answers. */
export function testBadRequests(api: () => Api, rows: readonly BadRequest[]): void {
  test.each(rows)('$name: $expected', async ({ method, path, body, caller, expected }) => {
    const answer = await api().send(method, path, body, caller?.(api()) ?? {});
    expect(`${outcome(answer)} ${refusalText(answer.body)}`).toMatch(new RegExp(`^${expected} `));
    expectErrorShape(answer.status, answer.body);
  });

  test('and the server is as it was', async () => {
    expect(await api().get('/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
}

/** Every refusal is a JSON object with a text, and a code unless it is about keys or the transport. */
export function expectErrorShape(status: number, body: unknown): void {
  if (status < 400) return;
  expect(body).toMatchObject({ error: expect.any(String) });
}

function refusalText(body: { readonly error?: unknown } | undefined): string {
  return typeof body?.error === 'string' ? body.error.slice(0, 200) : '';
}

function target(request: string): { readonly method: string; readonly path: string } {
  const space = request.indexOf(' ');
  return { method: request.slice(0, space), path: request.slice(space + 1) };
}
