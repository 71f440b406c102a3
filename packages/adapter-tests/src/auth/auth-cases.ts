import { deepEqual, equal, fail, ok, rejects } from 'node:assert/strict';
import { AdapterError, ParseError, type Json, type JsonObject } from '@parse/core/adapter';
import { defineAuthCases, serviceTroubles, type AuthCaseContext } from './auth-case.js';
import { proveIdentity, type AuthPurpose } from './prove-identity.js';

const PURPOSES: readonly AuthPurpose[] = ['set up', 'login', 'update'];
/** Shorter than anybody would set it; nothing answers sooner in the case that uses it. */
const IMPATIENT = 30;
const AT_ONCE = 4;

const hostileValues: readonly Json[] = [
  null,
  true,
  0,
  '',
  ['x'],
  { $ne: null },
  '\0',
  '../../x',
  'x'.repeat(10_000),
];

/** The cases of every provider that says who a user is. */
export const authCases = defineAuthCases([
  ...PURPOSES.map((purpose) => ({
    name: `a right proof names its user (${purpose})`,
    run: async ({ auth, users, now }: AuthCaseContext) => {
      for (const user of users) {
        equal(await proveIdentity(auth, await user.proof(), { purpose, now: now() }), user.id);
      }
    },
  })),
  {
    name: 'users at the same time are not taken for one another',
    run: async ({ auth, users, now }) => {
      const both = Array.from({ length: AT_ONCE }, () => users).flat();
      const ids = await Promise.all(
        both.map(async ({ proof }) => proveIdentity(auth, await proof(), { purpose: 'login', now: now() })),
      );
      deepEqual(
        ids,
        both.map(({ id }) => id),
      );
    },
  },
  {
    name: 'what the client sent is left as it is',
    run: async ({ auth, users: [user], now }) => {
      const proof = Object.freeze({ ...(await user.proof()) });
      equal(await proveIdentity(auth, proof, { purpose: 'login', now: now() }), user.id);
    },
  },
  {
    name: 'a wrong proof is refused, and the refusal repeats nothing of it',
    run: async (ctx) => isRefused(ctx, await ctx.wrongProofs.wrong()),
  },
  {
    name: 'a wrong proof is refused after a right one',
    run: async (ctx) => {
      const { auth, users, now } = ctx;
      equal(await proveIdentity(auth, await users[0].proof(), { purpose: 'login', now: now() }), users[0].id);
      await isRefused(ctx, { ...(await ctx.wrongProofs.wrong()), id: users[0].id });
    },
  },
  {
    name: 'a proof for another app is refused',
    run: async (ctx) => isRefused(ctx, await present(ctx.wrongProofs.ofAnotherApp)()),
  },
  {
    name: 'a proof that has expired is refused',
    run: async (ctx) => isRefused(ctx, await present(ctx.wrongProofs.expired)()),
  },
  {
    name: 'a right proof does not prove the id of somebody else',
    run: async (ctx) => {
      const [user, other] = ctx.users;
      await isRefused(ctx, { ...(await user.proof()), id: other.id });
      await isRefused(ctx, { ...(await user.proof()), id: { $ne: null } });
    },
  },
  {
    name: 'an id alone proves nothing',
    run: async (ctx) => {
      await isRefused(ctx, {});
      await isRefused(ctx, { id: ctx.users[0].id });
    },
  },
  {
    name: 'values of any type in any place prove nothing else',
    run: async ({ auth, users: [user], now }) => {
      for (const field of Object.keys(await user.proof())) {
        for (const value of hostileValues) {
          const proof = { ...(await user.proof()), [field]: value };
          const id = await proveIdentity(auth, proof, { purpose: 'login', now: now() }).catch(() => user.id);
          equal(id, user.id, `${field}: ${JSON.stringify(value).slice(0, 40)}`);
        }
      }
    },
  },
  {
    name: 'a proof without anything of the right type is refused',
    run: async (ctx) => {
      const fields = Object.keys(await ctx.users[0].proof()).filter((field) => field !== 'id');
      for (const value of hostileValues) {
        await isRefused(ctx, Object.fromEntries(fields.map((field) => [field, value])), ['login']);
      }
    },
  },
  ...serviceTroubles.map((trouble) => ({
    name: `nobody is let in while the service has trouble: ${trouble}`,
    run: async ({ auth, impatient, during, users: [user], now }: AuthCaseContext) => {
      const used = trouble === 'slow' ? await impatient(IMPATIENT) : auth;
      const proof = await user.proof();
      await during(trouble, () =>
        rejects(proveIdentity(used, proof, { purpose: 'login', now: now() }), isExpectedError),
      );
      // The provider is as good as new afterwards.
      equal(await proveIdentity(auth, await user.proof(), { purpose: 'login', now: now() }), user.id);
    },
  })),
]);

/** Refused for each purpose, with an error that clients understand. */
async function isRefused(
  { auth, now }: AuthCaseContext,
  proof: JsonObject,
  purposes: readonly AuthPurpose[] = PURPOSES,
): Promise<void> {
  for (const purpose of purposes) {
    await rejects(proveIdentity(auth, proof, { purpose, now: now() }), (error: unknown) => {
      ok(ParseError.isInstance(error), `refused with a ParseError, not with ${String(error)}`);
      for (const secret of Object.values(proof)) {
        const isSecret = typeof secret === 'string' && secret.length > 8;
        ok(!isSecret || !error.message.includes(secret), 'the message repeats nothing');
      }
      return true;
    });
  }
}

function isExpectedError(error: unknown): true {
  ok(
    ParseError.isInstance(error) || AdapterError.isInstance(error),
    `an AdapterError or a ParseError, not ${String(error)}`,
  );
  return true;
}

function present<T>(proof: T | undefined): T {
  return proof ?? fail('wrongProofs lacks it: give one, or skip the case with the reason');
}
