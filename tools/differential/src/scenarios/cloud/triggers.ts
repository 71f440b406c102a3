import {
  create,
  declareClass,
  del,
  fetchBack,
  find,
  get,
  inCloud,
  increment,
  logIn,
  pointer,
  post,
  put,
  signUp,
  unset,
  update,
  type Step,
} from '../../dsl.js';

const three = (className: string): readonly Step[] =>
  [1, 2, 3].map((n) => create(className, { n }, { name: `n${n}` }));

const saves = [
  ...['bad', 'coded', 'error', 'validation', 'good'].map((mood) =>
    inCloud(`beforeSave decides about a mood that is ${mood}`, create('Strict', { mood }), find('Strict')),
  ),
  inCloud(
    'What beforeSave changes is stored and answered',
    create('Changed', { n: 20, secret: 'x', count: 1 }, { name: 'row' }),
    fetchBack('Changed', 'row'),
    update('Changed', 'row', { n: 5, count: increment(1) }),
    update('Changed', 'row', { added: 'mine', secret: 'y' }),
    update('Changed', 'row', { lock: true }),
    fetchBack('Changed', 'row', { by: 'master' }),
  ),
  inCloud(
    'beforeSave knows what changes, who asks and what was',
    signUp('alice'),
    create('Seen', { n: 1, other: 'x' }, { name: 'row' }),
    update('Seen', 'row', { n: 2 }, { by: 'alice' }),
    update('Seen', 'row', { n: increment(1), other: unset }, { by: 'master' }),
    update('Seen', 'row', { n: 3, _context: { a: 1 } }),
    update('Seen', 'row', {}),
    fetchBack('Seen', 'row'),
  ),
  inCloud('What beforeSave returns is ignored', create('Returning', { n: 1 }), find('Returning')),
  inCloud(
    'afterSave knows what was, and a failure of it does not undo the save',
    create('Watched', { n: 1 }, { name: 'row' }),
    update('Watched', 'row', { n: 2 }),
    update('Watched', 'row', { n: 3, fail: true }),
    find('Watched'),
  ),
  inCloud(
    'What afterSave changes is answered and not stored',
    create('Dressed', { n: 1 }, { name: 'row' }),
    update('Dressed', 'row', { n: 2 }),
    fetchBack('Dressed', 'row'),
  ),
  inCloud(
    'A class has rules for those who save',
    signUp('alice'),
    create('Guarded', { n: 1 }),
    create('Guarded', { n: 1 }, { by: 'alice', name: 'row' }),
    create('Guarded', { n: 'x' }, { by: 'alice' }),
    create('Guarded', {}, { by: 'alice' }),
    create('Guarded', {}, { by: 'master' }),
    update('Guarded', 'row', { fixed: 'mine', n: 2 }, { by: 'alice' }),
    fetchBack('Guarded', 'row'),
  ),
  inCloud(
    'Triggers run for each object of a batch',
    post('/batch', {
      requests: ['good', 'bad', 'coded'].map((mood) => ({
        method: 'POST',
        path: '/parse/classes/Strict',
        body: { mood },
      })),
    }),
    find('Strict'),
  ),
];

const deletes = [
  inCloud(
    'beforeDelete keeps, afterDelete follows',
    create('Kept', { n: 1, keep: true }, { name: 'kept' }),
    create('Kept', { n: 2 }, { name: 'free' }),
    del('/classes/Kept/<kept.objectId>'),
    del('/classes/Kept/<kept.objectId>', { by: 'master' }),
    del('/classes/Kept/<free.objectId>'),
    del('/classes/Kept/nothing'),
  ),
];

const finds = [
  ...['Narrowed', 'Replaced', 'Unreadable', 'Dimmed', 'Marked', 'Hidden', 'Counting'].map((className) =>
    inCloud(
      `The triggers of ${className} are asked about every read`,
      ...three(className),
      find(className, { order: 'n' }),
      find(className, { order: 'n', limit: 1 }),
      find(className, { where: { n: 1 } }),
      find(className, { count: 1, limit: 0 }),
      fetchBack(className, 'n1'),
      fetchBack(className, 'n2'),
      find(className, { order: 'n' }, { by: 'master' }),
      create('Holder', { to: pointer(className, '<n2.objectId>') }),
      find('Holder', { include: 'to' }),
      find('Holder', { where: { to: { $inQuery: { className, where: { n: 2 } } } } }),
    ),
  ),
];

const people = [
  inCloud(
    'beforeLogin bans, afterLogin and afterLogout follow',
    signUp('alice'),
    signUp('bob', { how: 'banned' }),
    logIn('alice', { name: 'again' }),
    logIn('bob'),
    post('/logout', {}, { by: 'again' }),
  ),
  inCloud(
    'A trigger refuses a sign-up, a change of a user and parameters',
    signUp('nobody'),
    signUp('alice'),
    put('/users/<alice.objectId>', { username: 'nobody' }, { by: 'alice' }),
    put('/config', { params: { how: 'refused' } }, { by: 'master' }),
    put('/config', { params: { a: 1 } }, { by: 'master' }),
    get('/config'),
  ),
  inCloud(
    'Triggers run after permissions are asked',
    declareClass('Strict', { classLevelPermissions: { create: {}, find: { '*': true } } }),
    create('Strict', { mood: 'bad' }),
    create('Strict', { mood: 'bad' }, { by: 'master' }),
  ),
];

export const scenarios = [...saves, ...deletes, ...finds, ...people];
