import { memoryStorage } from '@parse/storage-memory';
import { expect, test } from 'vitest';
import type { AuthProvider } from '../src/adapters/auth-provider.js';
import type { StorageAdapter } from '../src/adapters/storage-adapter.js';
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
function watchedStorage() {
  const storage = memoryStorage();
  const work: string[] = [];
  const placeOf = ({ target }: FieldOp) => [target.field, ...target.path].join('.');
  const watched: StorageAdapter = {
    ...storage,
    find: (...args) => {
      work.push(`find ${args[0].className} if ${kindOf(args[1])}`);
      return storage.find(...args);
    },
    update: (schema, where, ops, options) => {
      work.push(`update ${schema.className} ${ops.map(placeOf).join()} if ${kindOf(where)}`);
      return storage.update(schema, where, ops, options);
    },
  };
  return { storage: watched, work };
}

function kindOf(where: Where): string {
  if ('nodes' in where) return `${where.op}(${where.nodes.map(kindOf).join()})`;
  return 'key' in where ? `${where.op} ${[where.key.field, ...where.key.path].join('.')}` : where.op;
}

const ways: readonly (readonly [
  string,
  (ctx: ReturnType<typeof requestOf>, data: JsonObject) => Promise<unknown>,
])[] = [
  ['asked for', (ctx, data) => challenge(ctx, { challengeData: { post: data } })],
  ['shown', (ctx, data) => createObject(ctx, { className: '_User', body: { authData: { post: data } } })],
  [
    'shown for another question',
    (ctx, data) => challenge(ctx, { challengeData: { post: {} }, authData: { post: data } }),
  ],
];

test.each(ways)(
  'a mailed secret that is %s is the same work for addresses that nobody has',
  async (_way, ask) => {
    const { storage, work } = watchedStorage();
    const email = { kind: 'email', name: 'none', spec: 'email/1', send: () => Promise.resolve() } as const;
    const settings = { appName: 'Notes' };
    const app = await startApp({ storage, email, settings, authProviders: { post } });
    await addUser(app, 'ada', { email: 'ada@example.com', authData: { post: { tries: 0 } } });
    const workFor = async (address: string) => {
      work.length = 0;
      const failure = await failureOf(ask(requestOf(app), { email: address }));
      return { failure, work: [...work] };
    };
    const unknown = await workFor('nobody@example.com');
    expect(unknown).toEqual(await workFor('ada@example.com'));
    expect(unknown.work.at(-1)).toMatch(/^update _User /);
    await app.close();
  },
);
