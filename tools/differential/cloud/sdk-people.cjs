'use strict';

// Ways of Cloud Code to sign people up, log them in and out, and run what is defined.

/* global Parse */

const secret = 'secret of bob';
const bob = (as) => new Parse.User({ username: 'bob', password: secret }).signUp(null, as);

const PEOPLE = {
  'a sign-up': bob,
  'a sign-up by an identity': (as) => new Parse.User().linkWith('anonymous', { authData: { id: 'one' } }, as),
  'a log-in': async (as) => {
    await bob(as);
    return Parse.User.logIn('bob', secret, as);
  },
  'two log-ins': async (as) => {
    await bob(as);
    const first = await Parse.User.logIn('bob', secret, as);
    const second = await Parse.User.logIn('bob', secret, as);
    const sessions = await new Parse.Query('_Session').find({ useMasterKey: true });
    return [first.getSessionToken() !== second.getSessionToken(), sessions.length];
  },
  'a check of a password': async (as) => {
    await bob(as);
    return Parse.User.verifyPassword('bob', secret, as);
  },
  'a new name of the caller': async (as, { user }) => user.save({ username: 'carol' }, as),
  'a new password of the caller': async (as, { user }) => {
    const changed = await user.save({ password: 'new' }, as);
    const sessions = await new Parse.Query('_Session').find({ useMasterKey: true });
    return [changed, sessions.length];
  },
  'the caller again': async (as, { user }) => user.fetch(as),
  'who has a session': (as, { user }) => Parse.User.me(user.getSessionToken(), as),
  'the end of the caller': async (as, { user }) => user.destroy(as),
  'the sessions': (as) => new Parse.Query('_Session').find(as),
  'a device': (as) =>
    new Parse.Object('_Installation', { deviceType: 'ios', deviceToken: 'x' }).save(null, as),
  'a role': (as) => new Parse.Role('admins', new Parse.ACL()).save(null, as),
  'a role with members': async (as, { user }) => {
    const role = new Parse.Role('admins', new Parse.ACL());
    role.getUsers().add(user);
    await role.save(null, as);
    return role.getUsers().query().find({ useMasterKey: true });
  },
  'the parameters': async () => (await Parse.Config.get({ useMasterKey: true })).attributes,
  'new parameters': async () => (await Parse.Config.save({ a: 1, b: 2 }, { b: true })).attributes,
  'a function': (as) => Parse.Cloud.run('who', { a: 1 }, as),
  'a function that is none': (as) => Parse.Cloud.run('none', {}, as),
  'a function that fails': (as) => Parse.Cloud.run('throwParseError', {}, as),
  'a job': async () => {
    await Parse.Cloud.startJob('quick', { a: 1 });
    return 'started';
  },
  'a class': async () => {
    const schema = new Parse.Schema('Declared').addString('s').addNumber('n', { defaultValue: 1 });
    await schema.save();
    return new Parse.Schema('Declared').get();
  },
  'the purge of a class': async (as) => {
    await new Parse.Object('Note', { n: 1 }).save(null, as);
    return new Parse.Schema('Note').purge();
  },
  'an event': () => Parse.Analytics.track('bought', { what: 'x' }),
  'whether it is there': async () => Parse.getServerHealth(),
};

module.exports = { PEOPLE };
