'use strict';

// Triggers of `Traced` that tell all they are told.

/* global Parse */

const { step } = require('./notes.cjs');

function defineTraced() {
  const traced = ['beforeSave', 'afterSave', 'beforeDelete', 'afterDelete', 'beforeFind'];
  for (const name of traced) Parse.Cloud[name]('Traced', (request) => step(name, told(request)));
  Parse.Cloud.afterFind('Traced', async (request) => {
    await step('afterFind', told(request));
    return request.objects;
  });
}

function told({ object, original, objects, query, ...request }) {
  const isBeforeFind = request.triggerName === 'beforeFind';
  return {
    who: {
      user: request.user?.get('username') ?? 'nobody',
      hasToken: typeof request.user?.getSessionToken() === 'string',
      master: String(request.master),
      device: request.installationId ?? 'none',
      header: request.headers?.['x-own'] ?? 'none',
      context: JSON.stringify(request.context),
    },
    how: {
      trigger: String(request.triggerName),
      isGet: String(request.isGet),
      count: isBeforeFind ? String(request.count) : 'of no meaning',
      logs: typeof request.log?.info,
    },
    what: stored({
      object: shown(object),
      original: shown(original),
      objects: objects?.map((each) => each.get('n') ?? -1).sort(),
      query: query?.toJSON(),
      className: query?.className,
    }),
  };
}

/** An object that may be stored: names of types, operations and conditions are no keys of objects. */
function stored(value) {
  return JSON.parse(JSON.stringify(value), (_key, each) =>
    each === null || typeof each !== 'object' || Array.isArray(each)
      ? each
      : Object.fromEntries(
          Object.entries(each).map(([key, held]) => [
            key.replace(/^[$_]+/, 'of ').replaceAll('.', '/'),
            held,
          ]),
        ),
  );
}

function shown(object) {
  if (!object) return 'none';
  const ops = object._getPendingOps()[0];
  return {
    json: object.toJSON(),
    isNew: object.isNew(),
    existed: object.existed(),
    dirty: object.dirtyKeys().sort(),
    ops: Object.fromEntries(Object.keys(ops).map((key) => [key, ops[key].toJSON()])),
    kinds: Object.fromEntries(
      Object.entries(object.attributes).map(([key, each]) => [key, each?.constructor?.name ?? 'none']),
    ),
  };
}

module.exports = { defineTraced, stored };
