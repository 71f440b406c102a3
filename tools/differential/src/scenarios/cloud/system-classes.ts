import { del, find, get, inCloud, post, put, signUp } from '../../dsl.js';

// The handlers are those of cloud/trigger-rules.cjs.

const noted = find('Log', { order: 'createdAt' }, { by: 'master' });

export const scenarios = [
  inCloud(
    'A trigger refuses an installation',
    post('/installations', { installationId: 'one', deviceType: 'ios', refused: true }),
    post('/installations', { installationId: 'one', deviceType: 'ios' }),
    post('/installations', { installationId: 'one', deviceType: 'ios', refused: true }),
  ),
  inCloud(
    'A trigger changes an installation',
    post('/installations', { installationId: 'one', deviceType: 'ios', marked: 'mine' }, { name: 'one' }),
    put('/installations/<one.objectId>', { marked: 'again' }),
    get('/installations/<one.objectId>'),
  ),
  inCloud(
    'A trigger refuses a role',
    post('/roles', { name: 'forbidden', ACL: {} }, { by: 'master' }),
    post('/roles', { name: 'allowed', ACL: {} }, { by: 'master' }),
    noted,
  ),
  inCloud(
    'afterSave of users follows a sign-up and a change',
    signUp('alice'),
    put('/users/<alice.objectId>', { nick: 'Al' }, { by: 'alice' }),
    noted,
  ),
  inCloud(
    'beforeDelete keeps a user',
    signUp('alice', { permanent: true }),
    signUp('bob'),
    del('/users/<alice.objectId>', { by: 'alice' }),
    del('/users/<bob.objectId>', { by: 'master' }),
  ),
  inCloud(
    'beforeFind of users narrows what is found',
    signUp('alice', { nick: 'hidden' }),
    signUp('bob', { nick: 'shown' }),
    get('/users', {}, { by: 'master' }),
    get('/users/<alice.objectId>', {}, { by: 'alice' }),
    get('/users/me', {}, { by: 'alice' }),
    post('/login', { username: 'alice', password: 'secret of alice' }),
    find('_User', { where: { username: 'alice' } }, { by: 'master' }),
  ),
];
