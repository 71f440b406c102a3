import { asked, audiences, cast, everything, person } from '../../dsl/cast.js';
import {
  create,
  declareClass,
  find,
  listOp,
  pointer,
  scenario,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const tags = (id: string): JsonObject => ({
  $relatedTo: { object: pointer('Thing', id), key: 'tags' },
});

/** What `a` and `b` are related to by an owner of each, beside what does not ask for one. */
const ways = (by: JsonObject): readonly Step[] =>
  [
    tags('o1'),
    tags('o2'),
    tags('gone'),
    { $or: [tags('o1'), { name: 'c' }] },
    { $or: [tags('o1'), tags('o2')] },
    { $and: [tags('o1'), { name: 'a' }] },
    { $nor: [tags('o1')] },
  ].map((where) => find('Tag', { where, order: 'name', count: 1 }, by));

export const scenarios = audiences.flatMap(({ who, rule, callers }) =>
  [['get'], ['find'], ['find', 'get', 'count']].map((operations) =>
    scenario(
      `Relations of objects that only ${who} may ${operations.join(', ')}`,
      [
        ...cast,
        declareClass('Thing', {
          fields: {
            owner: { type: 'Pointer', targetClass: '_User' },
            readers: { type: 'Array' },
            tags: { type: 'Relation', targetClass: 'Tag' },
          },
          classLevelPermissions: {
            ...everything,
            ...Object.fromEntries(operations.map((name) => [name, rule])),
          },
        }),
        ...['a', 'b', 'c'].map((name) => create('Tag', { objectId: name, name })),
        create(
          'Thing',
          { objectId: 'o1', owner: person('alice'), tags: listOp('AddRelation', pointer('Tag', 'a')) },
          { by: 'master' },
        ),
        create(
          'Thing',
          { objectId: 'o2', readers: [person('bob')], tags: listOp('AddRelation', pointer('Tag', 'b')) },
          { by: 'master' },
        ),
        ...asked(callers).flatMap(ways),
      ],
      { profile: 'open' },
    ),
  ),
);
