'use strict';

// beforeSave of `Handled` does with its object what the object's field `how` says, and tells what it sees.

/* global Parse */

const { step } = require('./notes.cjs');

const WAYS = {
  nothing: () => undefined,
  pushes: (object) => object.get('list').push('pushed'),
  empties: (object) => object.get('list').splice(0),
  'changes a map': (object) => (object.get('map').deep.n = 2),
  'removes from a map': (object) => delete object.get('map').deep,
  'moves a date': (object) => object.get('at').setUTCFullYear(2001),
  'moves a place': (object) => (object.get('place').latitude = 3),
  adds: (object) => object.add('list', 'added'),
  'adds what is there': (object) => object.addUnique('list', 'a'),
  removes: (object) => object.remove('list', 'a'),
  counts: (object) => object.increment('n', 5),
  'counts twice': (object) => object.increment('n').increment('n'),
  unsets: (object) => object.unset('text'),
  'sets what is there': (object) => object.set('text', object.get('text')),
  'sets null': (object) => object.set('text', null),
  reverts: (object) => object.revert(),
  'reverts a field': (object) => object.revert('text'),
  clears: (object) => object.clear(),
  'sets below': (object) => object.set('map.deep.n', 7),
  'sets an ACL': (object) => object.setACL(new Parse.ACL({ '*': { read: true } })),
  'changes the ACL in place': (object) => object.getACL()?.setPublicWriteAccess(false),
  'sets a pointer': (object) =>
    object.set('other', Parse.Object.fromJSON({ className: 'Note', objectId: 'x' })),
  'sets times': (object) => object.set('createdAt', new Date(0)),
  'sets everything': (object) => object.set({ text: 'b', n: 9, list: [], map: {} }),
};

function defineChangedObjects() {
  Parse.Cloud.beforeSave('Handled', async ({ object, original }) => {
    await step('before', seen(object, original));
    WAYS[object.get('how')]?.(object);
    await step('after', seen(object, original));
  });
}

function seen(object, original) {
  return {
    fields: Object.keys(object.attributes).sort(),
    dirty: object.dirtyKeys().sort(),
    ops: Object.keys(object._getPendingOps()[0]).sort(),
    isDirty: [object.dirty(), object.dirty('list'), object.dirty('text')],
    before: original ? [Object.keys(original.attributes).sort(), original.get('list'), original.dirty()] : [],
  };
}

module.exports = { defineChangedObjects };
