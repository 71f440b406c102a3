'use strict';

// What runs before somebody is mailed a link to choose a new password.

/* global Parse */

const { step } = require('./notes.cjs');

Parse.Cloud.beforePasswordResetRequest(async ({ object, user, master, context }) => {
  await step('beforePasswordResetRequest', {
    name: object.get('username'),
    isNew: object.isNew(),
    fields: Object.keys(object.attributes).sort(),
    asker: user?.get('username') ?? 'nobody',
    master,
    context: { ...context },
  });
  if (object.get('how') === 'refused') throw new Parse.Error(9009, 'no new password');
  if (object.get('how') === 'fails') throw new Error('an error');
  if (object.get('how') === 'changes') object.set('email', 'other@example.org');
});
