import { create, del, fetchBack, find, inCloud, post, update } from '../../dsl.js';

// The handlers are those of cloud/trigger-rules.cjs.

const thrown: readonly (readonly [string, string])[] = [
  ['Text', 'a text'],
  ['Failure', 'an error'],
  ['Coded', 'an error of Parse'],
  ['Plain', 'an object with a code'],
  ['Rejecting', 'a promise that is rejected'],
];

export const scenarios = thrown.flatMap(([name, what]) => [
  inCloud(
    `beforeDelete throws ${what}`,
    create(`Delete${name}`, { n: 1 }, { name: 'row' }),
    del(`/classes/Delete${name}/<row.objectId>`),
    del(`/classes/Delete${name}/<row.objectId>`, { by: 'master' }),
    find(`Delete${name}`),
  ),
  inCloud(
    `beforeFind throws ${what}`,
    create(`Find${name}`, { n: 1 }, { name: 'row' }),
    find(`Find${name}`),
    fetchBack(`Find${name}`, 'row'),
    post('/batch', { requests: [{ method: 'GET', path: `/parse/classes/Find${name}` }] }),
  ),
  inCloud(
    `afterFind throws ${what}`,
    create(`Found${name}`, { n: 1 }, { name: 'row' }),
    find(`Found${name}`),
    fetchBack(`Found${name}`, 'row'),
  ),
  inCloud(
    `afterSave throws ${what}`,
    create(`Saved${name}`, { n: 1 }, { name: 'row' }),
    update(`Saved${name}`, 'row', { n: 2 }),
    find(`Saved${name}`),
  ),
  inCloud(
    `afterDelete throws ${what}`,
    create(`Deleted${name}`, { n: 1 }, { name: 'row' }),
    del(`/classes/Deleted${name}/<row.objectId>`),
    find(`Deleted${name}`),
  ),
]);
