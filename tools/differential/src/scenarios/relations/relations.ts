import { create, find, get, listOp, pointer, scenario, update } from '../../dsl.js';

const rows = [
  create('Tag', { name: 'a' }, { name: 'a' }),
  create('Tag', { name: 'b' }, { name: 'b' }),
  create('Post', { tags: listOp('AddRelation', pointer('Tag', '<a.objectId>')) }, { name: 'post' }),
];

const related = { $relatedTo: { object: pointer('Post', '<post.objectId>'), key: 'tags' } };

export const scenarios = [
  scenario('Related objects are found, added and removed', [
    ...rows,
    find('Tag', { where: related }),
    update('Post', 'post', { tags: listOp('AddRelation', pointer('Tag', '<b.objectId>')) }),
    find('Tag', { where: related }),
    update('Post', 'post', { tags: listOp('RemoveRelation', pointer('Tag', '<a.objectId>')) }),
    find('Tag', { where: related }),
    get('/classes/Post/<post.objectId>'),
  ]),
  scenario('Owners are found by what they relate to', [
    ...rows,
    find('Post', { where: { tags: pointer('Tag', '<a.objectId>') } }),
    find('Post', { where: { tags: pointer('Tag', '<b.objectId>') } }),
  ]),
  scenario('A relation takes objects of its class only', [
    ...rows,
    update('Post', 'post', { tags: listOp('AddRelation', pointer('Post', '<post.objectId>')) }),
    update('Post', 'post', { tags: 'x' }),
  ]),
];
