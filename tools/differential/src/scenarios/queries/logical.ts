import { create, find, scenario } from '../../dsl.js';

const rows = [1, 2, 3].map((n) => create('Item', { n, tags: [n, n + 1] }));

export const scenarios = [
  scenario('$or, $and and $nor combine conditions', [
    ...rows,
    find('Item', { where: { $or: [{ n: 1 }, { n: 3 }] } }),
    find('Item', { where: { $and: [{ n: { $gt: 1 } }, { n: { $lt: 3 } }] } }),
    find('Item', { where: { $nor: [{ n: 1 }, { n: 3 }] } }),
    find('Item', { where: { $or: [{ $and: [{ n: 1 }, { tags: 2 }] }, { n: 2 }], n: { $lt: 3 } } }),
  ]),
  scenario('Lists contain, contain all, or are contained', [
    ...rows,
    find('Item', { where: { tags: 2 } }),
    find('Item', { where: { tags: { $all: [2, 3] } } }),
    find('Item', { where: { tags: { $containedBy: [1, 2, 3] } } }),
    find('Item', { where: { tags: { $all: 2 } } }),
  ]),
  scenario('A pattern matches texts', [
    create('Item', { s: 'Hello' }),
    create('Item', { s: 'hello world' }),
    find('Item', { where: { s: { $regex: '^hel' } } }),
    find('Item', { where: { s: { $regex: '^hel', $options: 'i' } } }),
    find('Item', { where: { s: { $regex: '\\Qo w\\E' } } }),
    find('Item', { where: { s: { $regex: 5 } } }),
  ]),
];
