import { acl, create, del, fetchBack, find, scenario, signUp, update } from '../../dsl.js';

const people = [signUp('alice'), signUp('bob')];

export const scenarios = [
  scenario('An object is read by whom its ACL lets', [
    ...people,
    create('Note', { n: 1, ACL: acl({ '<alice.objectId>': 'rw' }) }, { by: 'alice', name: 'note' }),
    fetchBack('Note', 'note'),
    fetchBack('Note', 'note', { by: 'bob' }),
    fetchBack('Note', 'note', { by: 'alice' }),
    find('Note', {}, { by: 'bob' }),
    find('Note', { count: 1 }, { by: 'alice' }),
  ]),
  scenario('An object is written by whom its ACL lets', [
    ...people,
    create('Note', { n: 1, ACL: acl({ '*': 'r', '<alice.objectId>': 'rw' }) }, { by: 'alice', name: 'note' }),
    update('Note', 'note', { n: 2 }, { by: 'bob' }),
    update('Note', 'note', { n: 3 }, { by: 'alice' }),
    del('/classes/Note/<note.objectId>'),
    fetchBack('Note', 'note'),
  ]),
];
