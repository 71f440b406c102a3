import {
  acl,
  create,
  del,
  find,
  get,
  listOp,
  pointer,
  post,
  scenario,
  signUp,
  unset,
  update,
  type Json,
  type JsonObject,
  type Step,
} from '../../dsl.js';

const tag = (name: string): Step => create('Tag', { name }, { name });
const to = (...names: readonly string[]): readonly Json[] =>
  names.map((name) => pointer('Tag', `<${name}.objectId>`));
const owner = create('Post', { tags: listOp('AddRelation', ...to('a')) }, { name: 'post' });
const relatedTo = (id: string): JsonObject => ({ $relatedTo: { object: pointer('Post', id), key: 'tags' } });
const related = relatedTo('<post.objectId>');
const list = find('Tag', { where: related, order: 'name' });

export const scenarios = [
  scenario('An object is related once', [
    tag('a'),
    owner,
    update('Post', 'post', { tags: listOp('AddRelation', ...to('a')) }),
    list,
  ]),
  scenario('Several objects are related at once', [
    tag('a'),
    tag('b'),
    tag('c'),
    owner,
    update('Post', 'post', { tags: listOp('AddRelation', ...to('b', 'c')) }),
    list,
    update('Post', 'post', { tags: listOp('RemoveRelation', ...to('a', 'c')) }),
    list,
  ]),
  scenario('Adding and removing at once', [
    tag('a'),
    tag('b'),
    owner,
    update('Post', 'post', {
      tags: { __op: 'Batch', ops: [listOp('AddRelation', ...to('b')), listOp('RemoveRelation', ...to('a'))] },
    }),
    list,
  ]),
  scenario('What is not related is removed without harm', [
    tag('a'),
    tag('b'),
    owner,
    update('Post', 'post', { tags: listOp('RemoveRelation', ...to('b')) }),
    list,
  ]),
  scenario('A relation of nothing', [
    create('Post', { tags: listOp('RemoveRelation', pointer('Tag', 'nothing')) }, { name: 'post' }),
    list,
  ]),
  scenario('A deleted object is related no more', [tag('a'), owner, del('/classes/Tag/<a.objectId>'), list]),
  scenario('A deleted owner relates to nothing', [
    tag('a'),
    owner,
    del('/classes/Post/<post.objectId>'),
    list,
  ]),
  scenario(
    'An owner is made again with the id of a deleted one',
    [
      tag('a'),
      create('Post', { objectId: 'again', tags: listOp('AddRelation', ...to('a')) }),
      del('/classes/Post/again'),
      find('Tag', { where: relatedTo('again') }),
      find('Tag', { where: relatedTo('again') }, { by: 'master' }),
      create('Post', { objectId: 'again' }),
      find('Tag', { where: relatedTo('again') }),
      find('Post', { where: { tags: pointer('Tag', '<a.objectId>') } }),
      find('Post', { where: { tags: { $in: to('a') } } }),
      find('Post', { where: { tags: { $nin: to('a') } } }),
    ],
    { profile: 'open' },
  ),
  scenario('A relation is not unset', [tag('a'), owner, update('Post', 'post', { tags: unset }), list]),
  scenario('Related objects are filtered, sorted and counted', [
    tag('a'),
    tag('b'),
    owner,
    update('Post', 'post', { tags: listOp('AddRelation', ...to('b')) }),
    find('Tag', { where: { ...related, name: 'b' } }),
    find('Tag', { where: related, order: '-name', limit: 1 }),
    find('Tag', { where: related, count: 1, limit: 0 }),
  ]),
  scenario('A relation of an owner nobody may read', [
    signUp('alice'),
    tag('a'),
    create(
      'Post',
      { tags: listOp('AddRelation', ...to('a')), ACL: acl({ '<alice.objectId>': 'rw' }) },
      { name: 'post', by: 'alice' },
    ),
    list,
    find('Tag', { where: related }, { by: 'alice' }),
    find('Tag', { where: related }, { by: 'master' }),
  ]),
  scenario('Related objects nobody may read', [
    create('Tag', { name: 'a', ACL: {} }, { by: 'master', name: 'a' }),
    owner,
    list,
    find('Tag', { where: related }, { by: 'master' }),
  ]),
  scenario('A relation that is not there', [
    tag('a'),
    owner,
    find('Tag', { where: { $relatedTo: { object: pointer('Post', '<post.objectId>'), key: 'none' } } }),
    find('Tag', { where: { $relatedTo: { object: pointer('Post', 'nothing'), key: 'tags' } } }),
    find('Tag', { where: { $relatedTo: { object: pointer('None', 'x'), key: 'tags' } } }),
  ]),
  scenario('Owners by several, none and not', [
    tag('a'),
    tag('b'),
    owner,
    find('Post', { where: { tags: { $in: to('a', 'b') } } }),
    find('Post', { where: { tags: { $nin: to('a') } } }),
    find('Post', { where: { tags: { $ne: pointer('Tag', '<a.objectId>') } } }),
    find('Post', { where: { tags: { $exists: true } } }),
  ]),
  scenario('A relation cannot be included', [
    tag('a'),
    owner,
    get('/classes/Post/<post.objectId>', { include: 'tags' }),
  ]),
  scenario('A relation of users', [
    signUp('alice'),
    create('Post', { fans: listOp('AddRelation', pointer('_User', '<alice.objectId>')) }, { name: 'post' }),
    find(
      '_User',
      { where: { $relatedTo: { object: pointer('Post', '<post.objectId>'), key: 'fans' } } },
      { by: 'alice' },
    ),
    find('Post', { where: { fans: pointer('_User', '<alice.objectId>') } }),
    post('/classes/Post', { fans: listOp('AddRelation', pointer('Tag', 'x')) }),
  ]),
];
