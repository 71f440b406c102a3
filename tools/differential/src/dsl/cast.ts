import { create, post, signUp } from './requests.js';
import type { JsonObject, Step } from './scenario.js';
import { listOp, pointer } from './values.js';

/** Points at a user whom `signUp` made under a name. */
export function person(name: string): JsonObject {
  return pointer('_User', `<${name}.objectId>`);
}

/** Permissions of a class that let everybody do everything. */
export const everything: JsonObject = Object.fromEntries(
  ['find', 'get', 'count', 'create', 'update', 'delete', 'addField'].map((name) => [name, { '*': true }]),
);

/** Alice, Bob of the role `team`, Carol of the role `inner`, which `team` includes, and Dave. */
export const cast: readonly Step[] = [
  ...['alice', 'bob', 'carol', 'dave'].map((name) => signUp(name)),
  post(
    '/roles',
    { name: 'inner', ACL: {}, users: listOp('AddRelation', person('carol')) },
    { by: 'master', name: 'inner' },
  ),
  post(
    '/roles',
    {
      name: 'team',
      ACL: {},
      users: listOp('AddRelation', person('bob')),
      roles: listOp('AddRelation', pointer('_Role', '<inner.objectId>')),
    },
    { by: 'master', name: 'team' },
  ),
];

/** Whom a rule of a class lets do something: what a title says, the rule, and who of the cast asks. */
export interface Audience {
  readonly who: string;
  readonly rule: JsonObject;
  readonly callers: readonly string[];
}

/** Rules about rows name Alice by the pointer `owner`, and Bob among the `readers`. */
export const audiences: readonly Audience[] = [
  { who: 'nobody', rule: {}, callers: ['alice'] },
  { who: 'one user', rule: { '<alice.objectId>': true }, callers: ['alice', 'dave'] },
  { who: 'a role', rule: { 'role:team': true }, callers: ['carol', 'dave'] },
  { who: 'whoever is logged in', rule: { requiresAuthentication: true }, callers: ['dave'] },
  { who: 'whom a pointer names', rule: { pointerFields: ['owner'] }, callers: ['alice', 'dave'] },
  { who: 'whom a list names', rule: { pointerFields: ['readers'] }, callers: ['bob', 'dave'] },
  {
    who: 'a role and whom a pointer names',
    rule: { 'role:team': true, pointerFields: ['owner'] },
    callers: ['alice', 'carol', 'dave'],
  },
];

/** The columns by which rows name whose they are, as `audiences` have it. */
export const ownership = {
  owner: { type: 'Pointer', targetClass: '_User' },
  readers: { type: 'Array' },
} as const;

/** A row of `Thing` with an id of its own, made by the master key. */
export function thing(objectId: string, fields: JsonObject): Step {
  return create('Thing', { objectId, ...fields }, { by: 'master' });
}

/** Nobody and the callers, as options of a step. */
export function asked(callers: readonly string[]): readonly { readonly by?: string }[] {
  return [{}, ...callers.map((by) => ({ by }))];
}
