import type { AuthProvider, JsonObject } from '@parse/core/adapter';
import { describe, expect, test } from 'vitest';
import { memoryAuth, playAuthKit, saidBy, type MemoryService, type TokenAnswer } from './play-auth-kit.js';

test('the kit passes a provider that does what it should', async () => {
  expect(await playAuthKit(memoryAuth)).toEqual([]);
});

/** A provider that hears something else from its service. */
const hearing =
  (change: (answer: TokenAnswer, token: string) => TokenAnswer) =>
  (service: MemoryService, timeout?: number): AuthProvider =>
    memoryAuth(
      { trouble: service.trouble, tell: async (token) => change(await service.tell(token), token) },
      timeout,
    );

/** A provider that finds out in another way. */
const finding =
  (find: (data: JsonObject, auth: AuthProvider) => Promise<JsonObject | undefined>) =>
  (service: MemoryService, timeout?: number): AuthProvider => {
    const auth = memoryAuth(service, timeout);
    return { ...auth, beforeFind: async (data) => (await find(data, auth)) ?? {} };
  };

const attempt = {
  provider: 'memory',
  user: undefined,
  stored: undefined,
  ip: '',
  installationId: undefined,
  master: false,
  now: new Date(0),
};
const right = (data: JsonObject, auth: AuthProvider) => auth.beforeFind?.(data, attempt);

describe('the kit fails a provider that', () => {
  test.each<
    [fault: string, create: (service: MemoryService, timeout?: number) => AuthProvider, caughtBy: string]
  >([
    [
      'lets everybody in',
      finding(async (data) => ({ id: data.id ?? 'ada' })),
      'a wrong proof is refused, and the refusal repeats nothing of it',
    ],
    [
      'takes tokens of other apps',
      hearing((answer) => ({ ...answer, app: 'us' })),
      'a proof for another app is refused',
    ],
    [
      'takes tokens that have expired',
      hearing((answer) => ({ ...answer, expired: false })),
      'a proof that has expired is refused',
    ],
    [
      'believes the id',
      finding(async ({ id, ...data }, auth) => ({ ...(await right(data, auth)), ...(id && { id }) })),
      'a right proof does not prove the id of somebody else',
    ],
    [
      'lets in whoever has an id and no token',
      finding(async (data, auth) => (data.token === undefined ? { id: data.id ?? '' } : right(data, auth))),
      'an id alone proves nothing',
    ],
    [
      'lets in everybody while its service has trouble',
      finding((data, auth) =>
        Promise.resolve(right(data, auth)).catch((error: unknown) => {
          if (error instanceof Error && error.name === 'AdapterError') return { id: saidBy(data) };
          throw error;
        }),
      ),
      'nobody is let in while the service has trouble: fault',
    ],
    [
      'changes what it is given',
      finding(async (data, auth) => {
        Reflect.deleteProperty(data, 'other');
        Object.assign(data, { seen: true });
        return right(data, auth);
      }),
      'what the client sent is left as it is',
    ],
    [
      'repeats the token',
      finding(async (data, auth) =>
        Promise.resolve(right(data, auth)).catch((error: unknown) => {
          if (error instanceof Error) error.message += typeof data.token === 'string' ? data.token : '';
          throw error;
        }),
      ),
      'a wrong proof is refused, and the refusal repeats nothing of it',
    ],
    [
      'fails in words of its own',
      finding(async (data, auth) =>
        Promise.resolve(right(data, auth)).catch(() => {
          throw new TypeError('no');
        }),
      ),
      'an id alone proves nothing',
    ],
    [
      'remembers the last one',
      (service, timeout) => {
        const auth = memoryAuth(service, timeout);
        let last: JsonObject | undefined;
        return {
          ...auth,
          beforeFind: async (data) => (last ??= await right(data, auth)) ?? {},
        };
      },
      'a wrong proof is refused after a right one',
    ],
    [
      'stores another id',
      (service, timeout) => ({
        ...memoryAuth(service, timeout),
        validateUpdate: async () => ({ save: { id: 'mallory' } }),
      }),
      'a right proof names its user (update)',
    ],
  ])('%s', async (_fault, create, caughtBy) => {
    expect(await playAuthKit(create)).toContain(caughtBy);
  });
});
