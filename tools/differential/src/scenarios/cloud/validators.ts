import { inCloud, listOp, pointer, post, put, signUp, type Json, type Step } from '../../dsl.js';

const call = (name: string, params: Json = {}, by?: string): Step =>
  post(`/functions/${name}`, params, by === undefined ? {} : { by });
const byEverybody = (name: string): readonly Step[] => [
  call(name),
  call(name, {}, 'alice'),
  call(name, {}, 'master'),
];
const role = (name: string): Step =>
  post(
    '/roles',
    { name, ACL: {}, users: listOp('AddRelation', pointer('_User', '<alice.objectId>')) },
    { by: 'master' },
  );

export const scenarios = [
  ...['forUsers', 'forMaster', 'strictMaster', 'withNick', 'forAdmins'].map((name) =>
    inCloud(`The rule of ${name} is asked of everybody`, signUp('alice'), ...byEverybody(name)),
  ),
  inCloud(
    'A user of one of the roles is enough',
    signUp('alice'),
    role('admins'),
    ...byEverybody('forAdmins'),
  ),
  inCloud(
    'A user of all the roles is needed',
    signUp('alice'),
    role('admins'),
    ...byEverybody('forBoth'),
    role('owners'),
    ...byEverybody('forBoth'),
  ),
  inCloud(
    'A key of the user has a value, or one of some',
    signUp('alice'),
    call('nickIsAl', {}, 'alice'),
    put('/users/<alice.objectId>', { nick: 'Bo' }, { by: 'alice' }),
    call('withNick', {}, 'alice'),
    call('nickIsAl', {}, 'alice'),
    put('/users/<alice.objectId>', { nick: 'Al' }, { by: 'alice' }),
    call('nickIsAl', {}, 'alice'),
  ),
  inCloud(
    'Named parameters are needed',
    call('names'),
    call('names', { a: 1 }),
    call('names', { a: 1, b: null }),
    call('names', { a: 1, b: 2 }),
    call('names', {}, 'master'),
  ),
  inCloud('A parameter has a type', call('number'), call('number', { n: 1 }), call('number', { n: 'x' })),
  inCloud(
    'A parameter is required',
    call('requiredText'),
    call('requiredText', { s: 1 }),
    call('requiredText', { s: '' }),
    call('requiredText', { s: 'x' }),
  ),
  inCloud(
    'A parameter is one of some values',
    call('oneOf', { s: 'x' }),
    call('oneOf', { s: 'z' }),
    call('oneOf'),
    call('odd', { n: 1 }),
    call('odd', { n: 2 }),
  ),
  inCloud(
    'A parameter has a default, or stays as it is',
    call('defaults'),
    call('defaults', { n: 1, c: 'mine' }),
  ),
  inCloud('A function judges parameters', call('ownCheck'), call('ownCheck', { pass: true })),
];
