'use strict';

// What handlers leave for scenarios to compare.

/* global Parse */

const asMaster = { useMasterKey: true };

/** Notes that something ran, in a class that scenarios compare. */
async function note(what, fields = {}) {
  await new Parse.Object('Log').save({ what, ...fields }, asMaster);
}

/** Notes that something ran, numbered, so that scenarios compare the order, too. */
async function step(what, fields = {}) {
  const last = await new Parse.Query('Step').descending('i').first(asMaster);
  const i = last === undefined ? 0 : last.get('i') + 1;
  await new Parse.Object('Step').save({ i, what, ...fields }, asMaster);
}

module.exports = { asMaster, note, step };
