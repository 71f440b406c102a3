import type { AuthAttempt, AuthProvider, AuthVerdict, Json, JsonObject } from '@parse/core/adapter';
import { refusal } from './refuse.js';

/** Who a service says the client is. */
export interface Identity {
  /** Not checked yet: services answer anything. Numbers are accepted. */
  readonly id: Json | undefined;
  /** What is stored beside the id. */
  readonly keep?: JsonObject;
}

/** Finds out who the client is; rejects with a refusal, or with `AdapterError` when the service cannot tell. */
export type Identify = (data: JsonObject, attempt: AuthAttempt) => Promise<Identity>;

/**
 * A provider that asks its service who the client is before anybody is looked up. What a client says of its identity
 * counts for nothing: an `id` that it sends must be the proved one. Only the id is stored, and what `identify` keeps.
 */
export function identityProvider(name: string, identify: Identify): AuthProvider {
  // Whoever calls the other methods with data that was not proved here is refused, so that nothing depends on order.
  const proved = new WeakSet<JsonObject>();
  const accept = async (data: JsonObject): Promise<AuthVerdict> => {
    if (!proved.has(data)) throw refusal(name);
    return {};
  };
  return {
    kind: 'auth',
    name,
    spec: 'auth/1',
    policy: 'default',
    beforeFind: async (data, attempt) => {
      const { id, keep } = await identify(data, attempt);
      const found = idText(id);
      const claimed = data.id ?? found;
      if (found === undefined || claimed !== found) throw refusal(name);
      const identity = { ...keep, id: found };
      proved.add(identity);
      return identity;
    },
    validateSetUp: accept,
    validateLogin: accept,
    validateUpdate: accept,
  };
}

/** An id as services give it, as text. */
export function idText(id: Json | undefined): string | undefined {
  if (typeof id === 'number' && Number.isSafeInteger(id)) return String(id);
  return typeof id === 'string' && id !== '' ? id : undefined;
}
