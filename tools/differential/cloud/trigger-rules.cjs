'use strict';

// Triggers that refuse: by rules, by failing, and for the classes every server has.

/* global Parse */

const { note } = require('./notes.cjs');

function defineRules() {
  defineValidatedTriggers();
  defineFailingTriggers();
  defineSystemTriggers();
}

function defineValidatedTriggers() {
  const nothing = () => undefined;
  Parse.Cloud.beforeSave('ForUsers', nothing, { requireUser: true });
  Parse.Cloud.beforeSave('ForMaster', nothing, { requireMaster: true });
  Parse.Cloud.beforeSave('ForAdmins', nothing, { requireAnyUserRoles: ['admins'] });
  Parse.Cloud.beforeSave('Skipped', nothing, { requireUser: true, skipWithMasterKey: true });
  Parse.Cloud.beforeDelete('DeletedByUsers', nothing, { requireUser: true });
  Parse.Cloud.beforeFind('FoundByUsers', nothing, { requireUser: true });
  Parse.Cloud.beforeSave('Typed', nothing, {
    fields: {
      text: { type: String },
      flag: { type: Boolean },
      list: { type: Array },
      map: { type: Object },
      at: { type: Date },
      place: { type: Parse.GeoPoint },
    },
  });
  Parse.Cloud.beforeSave('Chosen', nothing, {
    fields: {
      color: { options: ['red', 'green'], error: 'a color' },
      size: { options: (size) => size > 0, error: 'a size' },
      kind: { required: true, default: 'plain' },
      maker: { constant: true },
    },
  });
}

function defineFailingTriggers() {
  const failures = {
    Text: () => {
      throw 'a text';
    },
    Failure: () => {
      throw new Error('an error');
    },
    Coded: () => {
      throw new Parse.Error(9001, 'coded');
    },
    Plain: () => {
      throw { code: 9002, message: 'plain' };
    },
    Rejecting: () => Promise.reject(new Parse.Error(9003, 'rejected')),
  };
  for (const [name, fail] of Object.entries(failures)) {
    Parse.Cloud.beforeDelete(`Delete${name}`, fail);
    Parse.Cloud.beforeFind(`Find${name}`, fail);
    Parse.Cloud.afterFind(`Found${name}`, fail);
    Parse.Cloud.afterSave(`Saved${name}`, fail);
    Parse.Cloud.afterDelete(`Deleted${name}`, fail);
  }
}

function defineSystemTriggers() {
  Parse.Cloud.beforeSave(Parse.Installation, ({ object }) => {
    if (object.get('refused')) throw 'no such device';
    if (object.get('marked')) object.set('marked', 'by trigger');
  });
  Parse.Cloud.beforeSave(Parse.Role, ({ object }) => {
    if (object.get('name') === 'forbidden') throw 'no such role';
  });
  Parse.Cloud.afterSave(Parse.Role, ({ object }) => note('afterSave role', { name: object.get('name') }));
  Parse.Cloud.afterSave(Parse.User, ({ object, original }) =>
    note('afterSave user', { name: object.get('username'), isNew: original === undefined }),
  );
  Parse.Cloud.beforeDelete(Parse.User, ({ object }) => {
    if (object.get('permanent')) throw 'permanent';
  });
  // Not for the master key, by which the tool looks at what scenarios leave.
  Parse.Cloud.beforeFind(Parse.User, ({ query, master }) => {
    if (!master) query.notEqualTo('nick', 'hidden');
  });
}

module.exports = { defineRules };
