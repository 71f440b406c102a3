import { isJsonObject, requireMaster, type Json, type JsonObject } from '@parse/core';
import type { RestResponse } from '../rest-response.js';
import type { Route } from '../route.js';
import { objectRoutes } from './object-routes.js';

/**
 * Saved targets of pushes, as the dashboard keeps them; with the master key only. `query` is stored as text and
 * read as JSON.
 */
export const audienceRoutes: readonly Route[] = objectRoutes('/push_audiences', () => '_Audience').map(
  (route) => ({
    ...route,
    run: async (call) => {
      requireMaster(call.ctx, { write: route.method !== 'GET' });
      const response = await route.run(call);
      return route.method === 'GET' ? withReadableQueries(response) : response;
    },
  }),
);

function withReadableQueries(response: RestResponse): RestResponse {
  if (response.body.kind !== 'json' || !isJsonObject(response.body.value)) return response;
  const { value } = response.body;
  const results = value.results;
  const readable = Array.isArray(results)
    ? { ...value, results: results.map(withReadableQuery) }
    : withReadableQuery(value);
  return { ...response, body: { kind: 'json', value: readable } };
}

function withReadableQuery(audience: Json): Json {
  if (!isJsonObject(audience) || typeof audience.query !== 'string') return audience;
  const query = parseObject(audience.query);
  return query ? { ...audience, query } : audience;
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
