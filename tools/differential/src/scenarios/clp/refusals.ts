import { audiences, asked, cast, everything, ownership, person, thing } from '../../dsl/cast.js';
import { declareClass, find, scenario, type JsonObject } from '../../dsl.js';

const wrong: readonly JsonObject[] = [
  { ACL: 1 },
  { 'ACL.*': 1 },
  { n: 1, ACL: {} },
  { n: { $foo: 1 } },
  { n: 'x' },
  { $or: [] },
  { s: { $regex: 1 } },
  { _hashed_password: 'x' },
];

export const scenarios = [
  ...audiences.map(({ who, rule, callers }) => ({ who, permissions: { find: rule }, callers })),
  { who: 'readers whom a pointer names', permissions: { find: {}, readUserFields: ['owner'] }, callers: [] },
].map(({ who, permissions, callers }) =>
  scenario(
    `Wrong conditions where ${who} may find`,
    [
      ...cast,
      declareClass('Thing', {
        fields: { n: { type: 'Number' }, s: { type: 'String' }, ...ownership },
        classLevelPermissions: { ...everything, ...permissions },
      }),
      thing('o1', { n: 1, owner: person('alice') }),
      thing('o2', { n: 2, readers: [person('bob')] }),
      ...asked(callers).flatMap((caller) => wrong.map((where) => find('Thing', { where }, caller))),
    ],
    { profile: 'open' },
  ),
);
