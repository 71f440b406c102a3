import { setImmediate as nextTurn } from 'node:timers/promises';
import { memoryStorage } from '@parse/storage-memory';
import { afterEach, expect, test, vi } from 'vitest';
import type { AuthProvider } from '../src/adapters/auth-provider.js';
import type { StorageAdapter } from '../src/adapters/storage-adapter.js';
import type { RequestContext } from '../src/context/request-context.js';
import { ErrorCode } from '../src/errors/codes.js';
import { ParseError } from '../src/errors/parse-error.js';
import { createObject } from '../src/objects/create-object.js';
import type { FieldOp } from '../src/types/field-op.js';
import { textOf, type JsonObject } from '../src/types/json.js';
import type { Where } from '../src/types/where.js';
import { challenge } from '../src/users/challenge.js';
import { addUser, failureOf, requestOf, startApp } from './app-fixture.js';

/** Mails something that nobody gets right. */
const post: AuthProvider = {
  kind: 'auth',
  name: 'post',
  spec: 'auth/1',
  policy: 'default',
  countsGuesses: true,
  emailOf: ({ email }) => textOf(email) || undefined,
  challenge: async (_data, _authData, { user }) => ({
    response: { sent: true },
    ...(user && { save: { tries: 0 }, mail: { code: '1' } }),
  }),
  validateSetUp: () => Promise.reject(wrong()),
  validateUpdate: () => Promise.reject(wrong()),
  validateLogin: async (_data, { stored }) => ({
    save: { tries: Number(stored?.tries) + 1 },
    refuses: wrong(),
  }),
};

function wrong(): ParseError {
  return new ParseError(ErrorCode.ObjectNotFound, 'wrong');
}

/** A store that notes what kind of work it does, without the values in it. */
function watchedStorage(held?: Promise<void>) {
  const storage = memoryStorage();
  const work: string[] = [];
  const placeOf = ({ target }: FieldOp) => [target.field, ...target.path].join('.');
  const watched: StorageAdapter = {
    ...storage,
    find: (...args) => {
      work.push(`find ${args[0].className} if ${kindOf(args[1])}`);
      return storage.find(...args);
    },
    update: async (schema, where, ops, options) => {
      work.push(`update ${schema.className} ${ops.map(placeOf).join()} if ${kindOf(where)}`);
      await held;
      return storage.update(schema, where, ops, options);
    },
  };
  return { storage: watched, work };
}

function kindOf(where: Where): string {
  if ('nodes' in where) return `${where.op}(${where.nodes.map(kindOf).join()})`;
  return 'key' in where ? `${where.op} ${[where.key.field, ...where.key.path].join('.')}` : where.op;
}

type Ask = (ctx: RequestContext, data: JsonObject) => Promise<unknown>;

const askForSecret: Ask = (ctx, data) => challenge(ctx, { challengeData: { post: data } });
const guesses: readonly (readonly [string, Ask])[] = [
  ['shown', (ctx, data) => createObject(ctx, { className: '_User', body: { authData: { post: data } } })],
  [
    'shown for another question',
    (ctx, data) => challenge(ctx, { challengeData: { post: {} }, authData: { post: data } }),
  ],
];

/** An app where ada has an address and was mailed a secret, and what each kind of request makes its store do. */
async function appOfAda(held?: Promise<void>) {
  const { storage, work } = watchedStorage(held);
  const email = { kind: 'email', name: 'none', spec: 'email/1', send: () => Promise.resolve() } as const;
  const settings = { appName: 'Notes' };
  const app = await startApp({ storage, email, settings, authProviders: { post } });
  await addUser(app, 'ada', { email: 'ada@example.com', authData: { post: { tries: 0 } } });
  const workFor = async (ask: Ask, address: string) => {
    work.length = 0;
    const failure = await failureOf(ask(requestOf(app), { email: address }));
    return { failure, work: [...work] };
  };
  return { app, work, workFor };
}

afterEach(() => void vi.useRealTimers());

test.each(guesses)(
  'a mailed secret that is %s is the same work for addresses that nobody has',
  async (_way, ask) => {
    const { app, workFor } = await appOfAda();
    const unknown = await workFor(ask, 'nobody@example.com');
    expect(unknown).toEqual(await workFor(ask, 'ada@example.com'));
    expect(unknown.work.at(-1)).toMatch(/^update _User /);
    await app.close();
  },
);

test('nobody who asks for a mailed secret waits until it is stored', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const { app, work, workFor } = await appOfAda(held);
  const unknown = await workFor(askForSecret, 'nobody@example.com');
  expect((await workFor(askForSecret, 'ada@example.com')).failure).toBe(unknown.failure);
  release();
  await app.close();
  expect(work.filter((one) => one.startsWith('update'))).toHaveLength(1);
});

test.each([['asked for', askForSecret] as const, ...guesses])(
  'a mailed secret that is %s takes its time, whatever its write takes',
  async (_way, ask) => {
    const { app } = await appOfAda();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const answered: string[] = [];
    const addresses = ['nobody@example.com', 'ada@example.com'];
    const asking = addresses.map(async (email) => {
      await failureOf(ask(requestOf(app), { email }));
      answered.push(email);
    });
    await nextTurn();
    expect(answered).toEqual([]);
    vi.advanceTimersByTime(50);
    await Promise.all(asking);
    vi.useRealTimers();
    await app.close();
  },
);
