import {
  ConfigError,
  ErrorCode,
  isJsonObject,
  ParseError,
  type AuthAttempt,
  type AuthPolicy,
  type AuthProvider,
  type AuthVerdict,
  type JsonObject,
} from '@parse/core';
import { legacyUser } from '../adapters/legacy-user.js';

/** A provider written for Parse Server, and what it was set up with. */
export interface LegacyProvider {
  /** Its key in the `auth` option. */
  readonly name: string;
  readonly adapter: object;
  readonly options: Readonly<Record<string, unknown>>;
}

type Call = (...parameters: readonly unknown[]) => unknown;

/**
 * A provider with `validateAuthData` or with `validateSetUp`, `validateLogin` and `validateUpdate`, and with
 * `validateAppId` in both cases. Throws `ConfigError` for one that validates nothing: it would let everybody in.
 */
export function legacyAuthProvider({ name, adapter, options }: LegacyProvider): AuthProvider {
  const call = (method: string): Call | undefined => methodOf(adapter, method);
  const fallback = call('validateAuthData');
  const setUp = call('validateSetUp') ?? fallback;
  const login = call('validateLogin') ?? fallback;
  const update = call('validateUpdate') ?? fallback;
  if (!setUp || !login || !update) {
    throw new ConfigError([
      `auth.${name} must have validateAuthData, or validateSetUp, validateLogin and validateUpdate.`,
    ]);
  }
  const validateAppId = call('validateAppId');
  const validate =
    (method: Call) =>
    (authData: JsonObject, attempt: AuthAttempt): Promise<AuthVerdict> =>
      translated(async () => {
        // Adapters complete what they are given.
        const data = { ...authData };
        const request = legacyRequest(attempt);
        await validateAppId?.(options.appIds, data, options, request);
        return verdict(await method(data, options, request, request.user));
      });
  const find = call('beforeFind');
  const challenge = call('challenge');
  const present = call('afterFind');
  call('validateOptions')?.(options);
  return {
    kind: 'auth',
    name,
    spec: 'auth/1',
    policy: policyOf(name, adapter),
    validateSetUp: validate(setUp),
    validateLogin: validate(login),
    validateUpdate: validate(update),
    ...(find && {
      beforeFind: (authData: JsonObject) =>
        translated(async () => {
          const data = { ...authData };
          await find(data);
          return data;
        }),
    }),
    ...(challenge && {
      challenge: (data: JsonObject, authData: JsonObject | undefined, attempt: AuthAttempt) =>
        translated(async () => {
          const request = { ...legacyRequest(attempt), isChallenge: true };
          const response: unknown = await challenge(data, authData, options, request, request.user);
          return isJsonObject(response) ? { response } : {};
        }),
    }),
    ...(present && { afterFind: (stored: JsonObject) => shown(present({ ...stored }, options), stored) }),
  };
}

/** Nothing is shown of what an adapter has to think about: reading users waits for nobody. */
function shown(result: unknown, stored: JsonObject): JsonObject {
  if (result instanceof Promise) {
    result.catch(() => undefined);
    return {};
  }
  return isJsonObject(result) ? result : stored;
}

function legacyRequest({ user, ip, installationId, master }: AuthAttempt) {
  return { master, ip, installationId, user: user && legacyUser(user), context: {} };
}

function verdict(result: unknown): AuthVerdict {
  if (!isJsonObject(result)) return {};
  const { doNotSave, save, response } = result;
  return {
    ...(doNotSave === true && { doNotSave }),
    ...(isJsonObject(save) && { save }),
    ...(isJsonObject(response) && { response }),
  };
}

/** Errors of the SDK reach the client as they are; so do texts, which adapters have always thrown for that. */
async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (typeof error === 'string') throw new ParseError(ErrorCode.ScriptFailed, error);
    if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') throw error;
    throw new ParseError(error.code, error.message, { cause: error });
  }
}

function policyOf(name: string, adapter: object): AuthPolicy {
  const policy: unknown = Reflect.get(adapter, 'policy') ?? 'default';
  if (policy === 'default' || policy === 'solo' || policy === 'additional') return policy;
  throw new ConfigError([`auth.${name}.policy must be default, solo or additional.`]);
}

function methodOf(adapter: object, name: string): Call | undefined {
  const method: unknown = Reflect.get(adapter, name);
  if (typeof method !== 'function') return undefined;
  return (...parameters) => {
    const result: unknown = Reflect.apply(method, adapter, parameters);
    return result;
  };
}
