import type { AuthAttempt, AuthProvider, Json, JsonObject } from '@parse/core/adapter';

/** What somebody proves who they are for. */
export type AuthPurpose = 'set up' | 'login' | 'update';

/** Everything about an attempt but the data. */
export interface AuthTry {
  readonly purpose: AuthPurpose;
  readonly now: Date;
}

/**
 * The id that a provider takes a proof for, by the calls that the engine makes; rejects when it refuses. What is to be
 * stored counts, since that is what the next log-in is looked up by.
 */
export async function proveIdentity(
  auth: AuthProvider,
  data: JsonObject,
  { purpose, now }: AuthTry,
): Promise<Json | undefined> {
  const attempt: AuthAttempt = {
    provider: auth.name,
    user: purpose === 'set up' ? undefined : { objectId: 'aUser' },
    stored: undefined,
    ip: '127.0.0.1',
    installationId: undefined,
    master: false,
    now,
  };
  const found = auth.beforeFind ? await auth.beforeFind(data, attempt) : data;
  const verdict = await validate(auth, purpose, found, attempt);
  const stored = verdict.save ?? found;
  return stored.id === found.id ? found.id : undefined;
}

function validate(auth: AuthProvider, purpose: AuthPurpose, data: JsonObject, attempt: AuthAttempt) {
  switch (purpose) {
    case 'set up':
      return auth.validateSetUp(data, attempt);
    case 'login':
      return auth.validateLogin(data, { ...attempt, stored: { id: data.id ?? null } });
    case 'update':
      return auth.validateUpdate(data, { ...attempt, stored: { id: data.id ?? null } });
  }
}
