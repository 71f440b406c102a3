import fc from 'fast-check';
import { del, get, logIn, post, put } from '../dsl/requests.js';
import type { JsonObject, Step } from '../dsl/scenario.js';
import { pointer } from '../dsl/values.js';
import { people, unfitting } from './fields.js';
import { anyAcl, caller, callerOptions } from './object-steps.js';

const person = fc.constantFrom(...people);

const userChange: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom<JsonObject>(
    { nick: 'x' },
    { email: 'a@example.org' },
    { email: 'no mail' },
    { username: 'bob' },
    { username: 'carol' },
    { emailVerified: true },
    { nick: { __op: 'Delete' } },
    { score: { __op: 'Increment', amount: 1 } },
    { username: '' },
    { username: 7 },
  ),
  anyAcl.map((rights): JsonObject => ({ ACL: rights })),
  unfitting.map((value): JsonObject => ({ nick: value })),
);

/** Requests about people, their sessions, and roles. */
export const peopleStep: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(person, userChange, caller)
    .map(([name, body, by]) => put(`/users/<${name}.objectId>`, body, callerOptions(by))),
  fc.tuple(person, caller).map(([name, by]) => get(`/users/<${name}.objectId>`, {}, callerOptions(by))),
  caller.map((by) => get('/users', {}, callerOptions(by))),
  fc
    .tuple(
      fc.constantFrom<JsonObject>(
        { username: 'alice' },
        { username: { $in: ['alice', 'bob'] } },
        { email: { $exists: true } },
        { nick: 'x' },
      ),
      caller,
    )
    .map(([where, by]) => get('/users', { where }, callerOptions(by))),
  caller.map((by) => get('/users/me', {}, callerOptions(by))),
  caller.map((by) => get('/sessions', {}, callerOptions(by))),
  caller.map((by) => get('/sessions/me', {}, callerOptions(by))),
  person.map((name) => logIn(name)),
  fc.constantFrom(
    post('/login', { username: 'alice', password: 'wrong' }),
    post('/login', { username: 'alice' }),
    post('/login', { password: 'x' }),
    post('/users', { username: 'alice', password: 'x' }),
    post('/users', { username: 'dave' }),
    post('/users', { password: 'x' }),
    post('/users', { username: 'Alice', password: 'x' }),
    post('/users', { username: 'erin', password: 'x', email: 'a@example.org' }),
    post('/requestPasswordReset', {}),
  ),
  fc
    .tuple(anyAcl, caller)
    .map(([rights, by]) => post('/roles', { name: 'nobody', ACL: rights }, callerOptions(by))),
  caller.map((by) => get('/roles', {}, callerOptions(by))),
  fc
    .tuple(fc.constantFrom('AddRelation', 'RemoveRelation'), person, caller)
    .map(([op, name, by]) =>
      put(
        '/roles/<admins.objectId>',
        { users: { __op: op, objects: [pointer('_User', `<${name}.objectId>`)] } },
        callerOptions(by),
      ),
    ),
  caller.map((by) => put('/roles/<admins.objectId>', { note: 'x' }, callerOptions(by))),
  // Of a role that was removed, parse-server remembers the rights for a while: all that is asked later would tell so.
  caller.map((by) => del('/roles/<admins.objectId>', callerOptions(by === 'master' ? 'bob' : by))),
);
