import {
  create,
  del,
  fetchBack,
  find,
  get,
  inCloud,
  increment,
  pointer,
  post,
  put,
  update,
} from '../../dsl.js';

// The handlers of cloud/trigger-order.cjs leave numbered rows: what the state shows is the order in which they ran.

const row = create('Ordered', { n: 1 }, { name: 'row' });
const ran = find('Step', { order: 'i' }, { by: 'master' });

export const scenarios = [
  inCloud('A create runs beforeSave, then afterSave', row, ran),
  inCloud('An update runs beforeSave with what was', row, update('Ordered', 'row', { n: 2 }), ran),
  inCloud(
    'An update that counts shows triggers the sum',
    row,
    update('Ordered', 'row', { n: increment(4) }),
    ran,
  ),
  inCloud('A delete runs beforeDelete, then afterDelete', row, del('/classes/Ordered/<row.objectId>'), ran),
  inCloud('A get runs beforeFind, then afterFind', row, fetchBack('Ordered', 'row'), ran),
  inCloud('A query runs beforeFind, then afterFind', row, find('Ordered', { where: { n: 1 } }), ran),
  inCloud('A query that finds nothing', row, find('Ordered', { where: { n: 9 } }), ran),
  inCloud('A query that counts', row, find('Ordered', { count: 1 }), ran),
  inCloud('A count alone', row, find('Ordered', { count: 1, limit: 0 }), ran),
  inCloud('A get of what is not there', row, get('/classes/Ordered/nothing'), ran),
  inCloud('An update of what is not there', row, put('/classes/Ordered/nothing', { n: 2 }), ran),
  inCloud('A delete of what is not there', row, del('/classes/Ordered/nothing'), ran),
  inCloud('A create that has a wrong type', row, create('Ordered', { n: 'x' }), ran),
  inCloud('An update that has a wrong type', row, update('Ordered', 'row', { n: 'x' }), ran),
  inCloud(
    'An update by somebody who may not',
    create('Ordered', { n: 1, ACL: { '*': { read: true } } }, { name: 'row' }),
    update('Ordered', 'row', { n: 2 }),
    ran,
  ),
  inCloud(
    'A delete by somebody who may not',
    create('Ordered', { n: 1, ACL: { '*': { read: true } } }, { name: 'row' }),
    del('/classes/Ordered/<row.objectId>'),
    ran,
  ),
  inCloud(
    'An include runs the triggers of what is included',
    row,
    create('Holder', { to: pointer('Ordered', '<row.objectId>') }),
    find('Holder', { include: 'to' }),
    ran,
  ),
  inCloud(
    'An include of several runs the triggers once',
    row,
    create('Ordered', { n: 2 }, { name: 'second' }),
    create('Holder', { to: pointer('Ordered', '<row.objectId>') }),
    create('Holder', { to: pointer('Ordered', '<second.objectId>') }),
    find('Holder', { include: 'to' }),
    ran,
  ),
  inCloud(
    'A subquery runs the triggers of its class',
    row,
    create('Holder', { to: pointer('Ordered', '<row.objectId>') }),
    find('Holder', { where: { to: { $inQuery: { className: 'Ordered', where: { n: 1 } } } } }),
    ran,
  ),
  inCloud(
    'A select runs the triggers of its class',
    row,
    create('Holder', { n: 1 }),
    find('Holder', {
      where: { n: { $select: { query: { className: 'Ordered', where: { n: 1 } }, key: 'n' } } },
    }),
    ran,
  ),
  inCloud('A trigger that saves and deletes runs the triggers of what it saves', create('Parent', {}), ran),
  inCloud(
    'A delete of a parent deletes its part first',
    create('Parent', {}, { name: 'parent' }),
    del('/classes/Parent/<parent.objectId>'),
    find('Part'),
    ran,
  ),
  inCloud(
    'One request after the other in a batch of one',
    post('/batch', { requests: [{ method: 'POST', path: '/parse/classes/Ordered', body: { n: 1 } }] }),
    ran,
  ),
  inCloud(
    'An aggregation of a class that has triggers',
    row,
    get('/aggregate/Ordered', { distinct: 'n' }, { by: 'master' }),
    ran,
  ),
  inCloud('A purge of a class that has triggers', row, del('/purge/Ordered', { by: 'master' }), ran),
  inCloud('The master key runs triggers, too', create('Ordered', { n: 1 }, { by: 'master' }), ran),
];
