import {
  ErrorCode,
  isJsonObject,
  ParseError,
  textOf,
  type AuthProvider,
  type AuthVerdict,
  type JsonObject,
} from '@parse/core';
import Parse from 'parse/node';
import { AuthAdapter, type ParseServerOptions } from '../../../src/index.js';
import { MASTER } from './callers.js';

/** Providers for tests: `club` and `squad` know who holds a token, `code` exchanges codes, `mfa` is a second factor. */
export function fakeProviders(): NonNullable<ParseServerOptions['auth']> {
  return {
    club: tokenProvider('club', 'default'),
    squad: tokenProvider('squad', 'solo'),
    code: codeProvider,
    mfa: mfaProvider,
    legacy: { validateAuthData: validateLegacy, validateAppId: () => Promise.resolve() },
    subclass: { module: OwnAdapter },
  };
}

/** What the provider `mfa` keeps for a user. */
export async function mfaOf(userId: string): Promise<unknown> {
  const user = await new Parse.Query(Parse.User).get(userId, MASTER);
  return (user.get('authData') as Record<string, unknown>).mfa;
}

/** The token of a user is `good <id>`; `crash` is more than the provider can take. */
function tokenProvider(name: string, policy: AuthProvider['policy']): AuthProvider {
  const validate = ({ id, token }: JsonObject): Promise<AuthVerdict> => {
    if (token === 'crash') throw new TypeError('secret of the provider');
    if (token !== `good ${textOf(id)}`) throw new ParseError(ErrorCode.ObjectNotFound, `${name} says no`);
    return Promise.resolve({ response: { welcome: id ?? null } });
  };
  return {
    kind: 'auth',
    name,
    spec: 'auth/1',
    policy,
    validateSetUp: validate,
    validateLogin: validate,
    validateUpdate: validate,
  };
}

const accept = (): Promise<AuthVerdict> => Promise.resolve({});

const codeProvider: AuthProvider = {
  kind: 'auth',
  name: 'code',
  spec: 'auth/1',
  policy: 'default',
  beforeFind: ({ code }) => Promise.resolve({ id: textOf(code).replace('for ', '') }),
  validateSetUp: accept,
  validateLogin: accept,
  validateUpdate: accept,
};

/** Hands out three codes, each of which works once. */
const mfaProvider: AuthProvider = {
  kind: 'auth',
  name: 'mfa',
  spec: 'auth/1',
  policy: 'additional',
  validateSetUp: ({ code }) => {
    if (code !== 'set up') throw new ParseError(ErrorCode.ObjectNotFound, 'wrong code');
    const codes = ['1', '2', '3'];
    return Promise.resolve({ save: { codes }, response: { codes } });
  },
  validateLogin: ({ code }, { stored }) => {
    const codes = Array.isArray(stored?.codes) ? stored.codes : [];
    if (!codes.includes(code ?? null)) throw new ParseError(ErrorCode.ObjectNotFound, 'wrong code');
    return Promise.resolve({ save: { codes: codes.filter((one) => one !== code) } });
  },
  validateUpdate: () => Promise.reject(new ParseError(ErrorCode.ObjectNotFound, 'set up already')),
  challenge: (_data, _authData, { user }) => Promise.resolve({ response: { hint: user?.objectId ?? null } }),
  afterFind: () => ({ status: 'enabled' }),
};

function validateLegacy(authData: unknown): Promise<void> {
  if (isJsonObject(authData) && authData.password === 'open') return Promise.resolve();
  return Promise.reject(new Parse.Error(Parse.Error.OBJECT_NOT_FOUND, 'legacy says no'));
}

class OwnAdapter extends AuthAdapter {
  validateAuthData(authData: unknown): Promise<void> {
    return validateLegacy(authData);
  }
}
