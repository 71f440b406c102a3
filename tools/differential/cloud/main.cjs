'use strict';

// The Cloud Code that both servers of profile `cloud` run. Each handler shows one behaviour; scenarios say which.

/* global Parse */

const { defineAccountTriggers } = require('./account-triggers.cjs');
const { defineChangedObjects } = require('./changed-objects.cjs');
const { defineJobs } = require('./jobs.cjs');
const { note } = require('./notes.cjs');
const { defineWays } = require('./sdk-ways.cjs');
const { defineTraced } = require('./traced-triggers.cjs');
const { defineOrder } = require('./trigger-order.cjs');
const { defineRules } = require('./trigger-rules.cjs');

defineFunctions();
defineGuardedFunctions();
defineSaveTriggers();
defineDeleteTriggers();
defineFindTriggers();
defineJobs();
defineAccountTriggers();
defineChangedObjects();
defineOrder();
defineRules();
defineTraced();
defineWays();

function defineFunctions() {
  Parse.Cloud.define('echo', ({ params }) => params);
  Parse.Cloud.define('typesOf', ({ params }) =>
    Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, value?.constructor?.name ?? 'null']),
    ),
  );
  Parse.Cloud.define('parts', ({ params }) =>
    Object.entries(params).map(([name, value]) =>
      Buffer.isBuffer(value?.data)
        ? [name, Object.keys(value).sort(), value.filename, value.contentType, value.data.toString('utf8')]
        : [name, value],
    ),
  );
  Parse.Cloud.define('needsNumber', () => 'called', { fields: { n: { type: Number } } });
  Parse.Cloud.define('who', ({ user, master, functionName, installationId }) => ({
    user: user?.get('username') ?? null,
    master,
    functionName,
    installationId: installationId ?? null,
  }));
  Parse.Cloud.define('context', ({ context }) => context);
  Parse.Cloud.define('deep.down.there', () => 'dotted');
  Parse.Cloud.define('nothing', () => undefined);
  Parse.Cloud.define('null', () => null);
  Parse.Cloud.define('date', () => new Date(0));
  Parse.Cloud.define('point', () => new Parse.GeoPoint(1, 2));
  Parse.Cloud.define('saved', () => new Parse.Object('Note', { n: 1 }).save());
  Parse.Cloud.define('notes', () => new Parse.Query('Note').ascending('n').find());
  Parse.Cloud.define('notesAsCaller', ({ user }) =>
    new Parse.Query('Note').ascending('n').find({ sessionToken: user?.getSessionToken() }),
  );
  Parse.Cloud.define('nested', () => ({
    list: [new Parse.GeoPoint(1, 2), new Date(0), [null]],
    map: { a: { b: 1 } },
  }));
  Parse.Cloud.define('throwText', () => {
    throw 'a text';
  });
  Parse.Cloud.define('throwError', () => {
    throw new Error('an error');
  });
  Parse.Cloud.define('throwParseError', () => {
    throw new Parse.Error(9001, 'of the app');
  });
  Parse.Cloud.define('throwObject', () => {
    throw { code: 9002, message: 'an object', more: 1 };
  });
  Parse.Cloud.define('throwNumber', () => {
    throw 7;
  });
  Parse.Cloud.define('throwNothing', () => {
    throw undefined;
  });
  Parse.Cloud.define('reject', () => Promise.reject(new Parse.Error(Parse.Error.OBJECT_NOT_FOUND, 'gone')));
  Parse.Cloud.define('failingSave', () => new Parse.Object('Strict').save({ mood: 'bad' }));
  Parse.Cloud.define('status', (request, response) =>
    response.status(202).header('X-Parse-Own', 'x').success({ a: 1 }),
  );
  Parse.Cloud.define('failure', (request, response) => response.status(418).error('teapot'));
  Parse.Cloud.define('calls', () => Parse.Cloud.run('echo', { a: 1 }));
}

function defineGuardedFunctions() {
  const ok = () => 'ok';
  const guards = {
    forUsers: { requireUser: true },
    forMaster: { requireMaster: true },
    forAdmins: { requireAnyUserRoles: ['admins'] },
    forBoth: { requireAllUserRoles: ['admins', 'owners'] },
    withNick: { requireUser: true, requireUserKeys: ['nick'] },
    nickIsAl: { requireUser: true, requireUserKeys: { nick: { options: 'Al' } } },
    names: { fields: ['a', 'b'] },
    number: { fields: { n: { type: Number } } },
    requiredText: { fields: { s: { type: String, required: true } } },
    oneOf: { fields: { s: { options: ['x', 'y'], error: 'x or y' } } },
    odd: { fields: { n: { options: (n) => n % 2 === 1 } } },
    strictMaster: { requireUser: true, validateMasterKey: true },
  };
  for (const [name, guard] of Object.entries(guards)) Parse.Cloud.define(name, ok, guard);
  Parse.Cloud.define('defaults', ({ params }) => params, {
    fields: { n: { default: 5 }, c: { constant: true, default: 'c' } },
  });
  Parse.Cloud.define('ownCheck', ok, ({ params }) => {
    if (params.pass !== true) throw 'no pass';
  });
}

function defineSaveTriggers() {
  Parse.Cloud.beforeSave('Strict', ({ object }) => {
    if (object.get('mood') === 'bad') throw 'bad mood';
    if (object.get('mood') === 'coded') throw new Parse.Error(9003, 'coded');
    if (object.get('mood') === 'error') throw new Error('broken');
    if (object.get('mood') === 'validation') throw new Parse.Error(Parse.Error.VALIDATION_ERROR, 'not valid');
  });
  Parse.Cloud.beforeSave('Changed', ({ object }) => {
    object.set('added', 'by trigger');
    object.unset('secret');
    if (object.get('n') > 10) object.set('n', 10);
    if (object.get('count')) object.increment('count', 100);
    if (object.get('lock')) object.setACL(new Parse.ACL());
  });
  Parse.Cloud.beforeSave('Seen', ({ object, original, master, user, context }) => {
    object.set('seen', {
      isNew: object.isNew(),
      existed: object.existed(),
      dirty: object.dirtyKeys().sort(),
      original: original ? (original.get('n') ?? null) : null,
      master,
      user: user ? user.get('username') : null,
      context: { ...context },
    });
  });
  Parse.Cloud.beforeSave('Returning', () => ({ n: 99 }));
  Parse.Cloud.afterSave('Watched', async ({ object, original, context }) => {
    await note('afterSave', {
      n: object.get('n'),
      before: original ? original.get('n') : -1,
      context: { ...context },
    });
    if (object.get('fail')) throw 'after the save';
  });
  Parse.Cloud.beforeSave('Watched', ({ context }) => {
    context.fromBefore = true;
  });
  Parse.Cloud.afterSave('Dressed', ({ object }) => {
    object.set('dressed', true);
  });
  Parse.Cloud.beforeSave('Guarded', () => undefined, {
    requireUser: true,
    fields: { n: { type: Number, required: true }, fixed: { constant: true, default: 'f' } },
  });
}

function defineDeleteTriggers() {
  Parse.Cloud.beforeDelete('Kept', ({ object }) => {
    if (object.get('keep')) throw 'kept';
  });
  Parse.Cloud.afterDelete('Kept', ({ object }) => note('afterDelete', { n: object.get('n') }));
}

function defineFindTriggers() {
  Parse.Cloud.beforeFind('Narrowed', ({ query }) => {
    query.greaterThan('n', 1);
  });
  Parse.Cloud.beforeFind('Replaced', () => new Parse.Query('Replaced').equalTo('n', 1));
  Parse.Cloud.beforeFind('Unreadable', () => {
    throw new Parse.Error(9004, 'not to be read');
  });
  Parse.Cloud.beforeFind('Counting', async ({ count, isGet }) => {
    await note('beforeFind', { count, isGet: isGet ?? false });
  });
  Parse.Cloud.afterFind('Dimmed', ({ objects }) => objects.filter((object) => object.get('n') !== 2));
  Parse.Cloud.afterFind('Marked', ({ objects }) => {
    for (const object of objects) object.set('marked', true);
    return objects;
  });
  Parse.Cloud.afterFind('Hidden', () => {
    throw 'hidden';
  });
}
