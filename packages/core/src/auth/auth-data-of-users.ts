import { valueOf, without, withValue, type WriteDraft } from '../classes/write-draft.js';
import type { RequestContext } from '../context/request-context.js';
import type { FieldOp } from '../types/field-op.js';
import { nullMap, type Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { KnownUser } from './known-user.js';
import {
  alreadyLinked,
  assertOwn,
  holdersOf,
  identifyClaims,
  namesUser,
  proveClaims,
  type AuthProof,
} from './prove-auth-data.js';
import { changedEntries, claimsOf, readAuthData, unsupported, type AuthClaim } from './read-auth-data.js';
import { assertComplete } from './store-proof.js';
import { guessAboutNobody } from './prove-unseen.js';

/**
 * Finds out whether a sign-up is a log-in: its `authData` may name a user that exists. Else the draft, with
 * `authData` as the providers have identified it.
 */
export async function identifySignUp(
  ctx: RequestContext,
  draft: WriteDraft,
): Promise<WriteDraft | KnownUser> {
  assertWhole(draft);
  const entries = readAuthData(ctx, valueOf(draft, 'authData'));
  const claims = await identifyClaims(ctx, claimsOf(entries), undefined);
  const clean = without(draft, 'authData');
  if (claims.length === 0) return clean;
  const [user, another] = await holdersOf(ctx, claims);
  if (another) {
    await proveClaims(ctx, claims, { user: undefined, purpose: 'login' });
    throw alreadyLinked();
  }
  if (user) return { user, claims };
  await refuseUnknownAddress(ctx, claims);
  const data = claims.map(({ name, data: claimed }): [string, Json] => [name, claimed]);
  return withValue(clean, 'authData', Object.assign(nullMap(), Object.fromEntries(data)));
}

/** Nobody signs up by an address that is not known; it is answered like one that is. */
async function refuseUnknownAddress(ctx: RequestContext, claims: readonly AuthClaim[]): Promise<void> {
  const byAddress = claims.filter(({ provider }) => provider.emailOf !== undefined);
  if (byAddress.length === 0) return;
  await guessAboutNobody(ctx, byAddress);
  await proveClaims(ctx, byAddress, { user: undefined, purpose: 'login' });
  throw unsupported();
}

/** The draft of a new user with what the providers have proved; `authData` holds identified claims. */
export async function proveSignUp(ctx: RequestContext, draft: WriteDraft): Promise<WriteDraft> {
  const claims = claimsOf(readAuthData(ctx, valueOf(draft, 'authData')));
  if (claims.length === 0) return draft;
  const proof = await proveClaims(ctx, claims, { user: undefined, purpose: 'login' });
  const authData = nullMap();
  for (const op of proof.ops) {
    const [name] = op.target.path;
    if (op.op === 'set' && name !== undefined) authData[name] = op.value;
  }
  const named = claims.filter(namesUser);
  const providers = (named.length > 0 ? named : claims).map(({ name }) => name).join(',');
  return {
    ...withValue(without(draft, 'authData'), 'authData', authData),
    proof: { ...pickAnswers(proof), providers, identifies: named.length > 0 },
  };
}

/** The draft of an update with providers linked, changed and unlinked as they have proved. */
export async function proveUpdate(
  ctx: RequestContext,
  draft: WriteDraft,
  user: StoredObject,
): Promise<WriteDraft> {
  assertWhole(draft);
  const entries = changedEntries(ctx, user, valueOf(draft, 'authData'));
  const claims = await identifyClaims(ctx, claimsOf(entries), user);
  const removed = entries.filter(({ data }) => data === null);
  const proof = await proveClaims(ctx, [...removed, ...claims], { user, purpose: 'update' });
  await assertComplete(ctx, user, proof);
  await assertOwn(ctx, claims, user);
  return withProof(without(draft, 'authData'), proof);
}

function pickAnswers({ response, deliveries }: AuthProof): Pick<AuthProof, 'response' | 'deliveries'> {
  return { response, deliveries };
}

function withProof(draft: WriteDraft, proof: AuthProof): WriteDraft {
  const { ops, guards } = proof;
  return {
    ...draft,
    ops: [...draft.ops, ...ops],
    ...(guards.length > 0 ? { guard: { op: 'and', nodes: guards } } : {}),
    proof: { ...pickAnswers(proof), providers: '', identifies: false },
  };
}

/** A part of `authData`, or an operation on it, would be written without anybody having proved it. */
function assertWhole(draft: WriteDraft): void {
  const isPart = ({ op, target }: FieldOp) =>
    target.field === 'authData' &&
    (target.path.length > 0 || (op !== 'set' && op !== 'unset' && op !== 'set-on-insert'));
  if (draft.ops.some(isPart)) throw unsupported();
}
