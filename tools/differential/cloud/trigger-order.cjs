'use strict';

// Triggers that tell when they ran and what they were told.

/* global Parse */

const { asMaster, step } = require('./notes.cjs');

function defineOrder() {
  defineOrderedTriggers();
  defineContextTriggers();
}

function defineOrderedTriggers() {
  for (const className of ['Ordered', 'Part']) {
    Parse.Cloud.beforeSave(className, ({ object }) =>
      step(`beforeSave ${className}`, { n: object.get('n') ?? -1, isNew: object.isNew() }),
    );
    Parse.Cloud.afterSave(className, ({ object, original }) =>
      step(`afterSave ${className}`, { n: object.get('n') ?? -1, before: original?.get('n') ?? -1 }),
    );
    Parse.Cloud.beforeDelete(className, ({ object }) =>
      step(`beforeDelete ${className}`, { n: object.get('n') ?? -1 }),
    );
    Parse.Cloud.afterDelete(className, ({ object }) =>
      step(`afterDelete ${className}`, { n: object.get('n') ?? -1 }),
    );
    Parse.Cloud.beforeFind(className, ({ query, isGet, count }) =>
      step(`beforeFind ${className}`, {
        where: Object.keys(query.toJSON().where ?? {}).join(),
        isGet: String(isGet),
        counts: String(count),
      }),
    );
    Parse.Cloud.afterFind(className, async ({ objects }) => {
      await step(`afterFind ${className}`, { ns: objects.map((object) => object.get('n') ?? -1).sort() });
      return objects;
    });
  }
  Parse.Cloud.beforeSave('Parent', async ({ object }) => {
    await step('beforeSave Parent');
    const part = await new Parse.Object('Part').save({ n: 1 }, asMaster);
    object.set('part', part);
  });
  Parse.Cloud.afterSave('Parent', () => step('afterSave Parent'));
  Parse.Cloud.beforeDelete('Parent', async ({ object }) => {
    await step('beforeDelete Parent');
    await object.get('part').destroy(asMaster);
  });
}

function defineContextTriggers() {
  Parse.Cloud.beforeSave('Told', async ({ context }) => {
    await step('beforeSave', { context: { ...context } });
    context.before = true;
  });
  Parse.Cloud.afterSave('Told', ({ context }) => step('afterSave', { context: { ...context } }));
  Parse.Cloud.beforeDelete('Told', async ({ context }) => {
    await step('beforeDelete', { context: { ...context } });
    context.before = true;
  });
  Parse.Cloud.afterDelete('Told', ({ context }) => step('afterDelete', { context: { ...context } }));
  Parse.Cloud.beforeFind('Told', ({ context }) => step('beforeFind', { context: { ...context } }));
  Parse.Cloud.afterFind('Told', async ({ objects, context }) => {
    await step('afterFind', { context: { ...context } });
    return objects;
  });
  Parse.Cloud.define('tell', ({ context, params }) =>
    new Parse.Object('Told').save({ n: 1 }, { ...asMaster, context: params.own ?? context }),
  );
}

module.exports = { defineOrder };
