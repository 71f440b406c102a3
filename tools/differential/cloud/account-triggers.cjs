'use strict';

// Triggers of log-ins and log-outs, of users, and of the app's parameters: they tell when they ran and what they were
// told, and do what a field `how` says.

/* global Parse */

const { step } = require('./notes.cjs');

function defineAccountTriggers() {
  defineLogInTriggers();
  defineConfigTriggers();
  Parse.Cloud.beforeSave(Parse.User, ({ object }) => {
    if (object.get('username') === 'nobody') throw 'nobody may not';
  });
}

function defineLogInTriggers() {
  Parse.Cloud.beforeLogin(async (request) => {
    await step('beforeLogin', told(request));
    const how = request.object.get('how');
    if (how === 'banned') throw new Parse.Error(9005, 'banned');
    if (how === 'fails before') throw new Error('before');
    if (how === 'changes') request.object.set('nick', 'by beforeLogin');
  });
  Parse.Cloud.afterLogin(async (request) => {
    await step('afterLogin', told(request));
    const how = request.object.get('how');
    if (how === 'fails after') throw new Parse.Error(9006, 'after');
    if (how === 'changes') request.object.set('seen', 'by afterLogin');
  });
  Parse.Cloud.afterLogout(async (request) => {
    const { object } = request;
    await step('afterLogout', {
      of: object.className,
      hasToken: typeof object.get('sessionToken') === 'string',
      owner: object.get('user')?.className ?? 'nobody',
      asker: request.user?.get('username') ?? 'nobody',
      master: request.master,
    });
  });
}

function told({ object, user, master, context }) {
  return {
    name: object.get('username'),
    isNew: object.isNew(),
    fields: Object.keys(object.attributes).sort(),
    hasToken: typeof object.get('sessionToken') === 'string',
    asker: user?.get('username') ?? 'nobody',
    master,
    context: { ...context },
  };
}

function defineConfigTriggers() {
  Parse.Cloud.beforeSave(Parse.Config, async (request) => {
    await step('beforeSave of parameters', parameters(request));
    const how = request.object.get('how');
    if (how === 'refused') throw 'refused';
    if (how === 'coded') throw new Parse.Error(9007, 'coded');
    if (how === 'answers') return { a: 99 };
  });
  Parse.Cloud.afterSave(Parse.Config, async (request) => {
    await step('afterSave of parameters', parameters(request));
    if (request.object.get('how') === 'fails after') throw new Parse.Error(9008, 'after');
  });
}

function parameters({ object, original, user, master, context }) {
  return {
    kind: object.constructor.name,
    now: { ...object.attributes },
    hasBefore: original !== undefined,
    before: { ...original?.attributes },
    asker: user?.get('username') ?? 'nobody',
    master,
    context: { ...context },
  };
}

module.exports = { defineAccountTriggers };
