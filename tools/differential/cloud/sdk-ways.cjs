'use strict';

// Ways of Cloud Code to ask its own server, each by a name; `how` says as whom.

/* global Parse */

const { PEOPLE } = require('./sdk-people.cjs');
const { stored } = require('./traced-triggers.cjs');

const AS = {
  master: () => ({ useMasterKey: true }),
  caller: ({ user }) => ({ sessionToken: user?.getSessionToken() }),
  nobody: () => ({}),
  told: ({ params }) => ({ useMasterKey: true, context: { from: 'options' }, installationId: params.device }),
};

const traced = (n) => new Parse.Object('Traced', { n });
// Without triggers: several objects are saved in no order.
const plain = (n) => new Parse.Object('Note', { n });
const known = ({ params }) => Parse.Object.createWithoutData.call(Parse.Object.extend('Traced'), params.id);
const query = () => new Parse.Query('Traced').ascending('n');
const all = (as) => query().find(as);
const notes = (as) => new Parse.Query('Note').ascending('n').find(as);

const WAYS = {
  ...PEOPLE,
  create: (as) => traced(5).save(null, as),
  'create with fields of every type': (as) =>
    new Parse.Object('Traced', {
      n: 5,
      at: new Date(0),
      place: new Parse.GeoPoint(1, 2),
      area: new Parse.Polygon([
        [0, 0],
        [0, 1],
        [1, 1],
        [0, 0],
      ]),
      list: [1, new Date(0)],
      map: { a: { b: 1 } },
      to: Parse.Object.fromJSON({ className: 'Note', objectId: 'x' }),
    }).save(null, as),
  update: async (as, request) => known(request).save({ n: 6 }, as),
  'update by counting': async (as, request) => known(request).increment('n', 3).save(null, as),
  'update by adding': async (as, request) => known(request).add('list', 1).addUnique('l2', 2).save(null, as),
  'update by taking away': async (as, request) => known(request).unset('n').save(null, as),
  'update of a part': async (as, request) => known(request).set('map.b', 2).save(null, as),
  'update of a relation': async (as, request) => {
    const object = known(request);
    object.relation('likes').add(await new Parse.Object('Note', { n: 1 }).save(null, as));
    return object.save(null, as);
  },
  'update of nothing': async (as, request) => known(request).save(null, as),
  'update of what was found': async (as) => (await query().first(as)).save({ n: 9 }, as),
  'save of several': (as) => Parse.Object.saveAll([plain(7), plain(8)], as),
  'save of several at once or none': (as) =>
    Parse.Object.saveAll([plain(7), plain(8)], { ...as, transaction: true }),
  'save of several, one of which is wrong': (as) => Parse.Object.saveAll([plain(7), plain('x')], as),
  'save of a tree': (as) =>
    new Parse.Object('Note', { n: 7, child: plain(8), children: [plain(9)] }).save(null, as),
  delete: (as, request) => known(request).destroy(as),
  'delete of all': async (as) => Parse.Object.destroyAll(await notes(as), as),
  'delete of all, one of which is gone': async (as) => {
    const objects = await notes(as);
    await objects[0]?.destroy(as);
    return Parse.Object.destroyAll(objects, as);
  },
  get: (as, { params }) => query().get(params.id, as),
  first: (as) => query().equalTo('n', 1).first(as),
  'first of none': (as) => query().equalTo('n', 77).first(as),
  find: all,
  'find of several kinds': (as) =>
    Parse.Query.or(query().equalTo('n', 1), query().exists('list')).ascending('n').find(as),
  'find of some fields': (as) => query().select('n').find(as),
  'find without a field': (as) => query().exclude('n').find(as),
  'find and count': (as) => query().withCount().find(as),
  'find of all': (as) => query().findAll(as),
  count: (as) => query().count(as),
  each: async (as) => {
    const seen = [];
    await new Parse.Query('Traced').each((object) => void seen.push(object.get('n')), as);
    return seen.sort();
  },
  fetch: (as, request) => known(request).fetch(as),
  'fetch with an include': (as, request) => known(request).fetchWithInclude(['to'], as),
  'fetch of all': async (as) => Parse.Object.fetchAll(await notes(as), as),
  distinct: async (as) => (await new Parse.Query('Traced').distinct('n', as)).sort(),
  aggregate: (as) => new Parse.Query('Traced').aggregate([{ $group: { _id: null, n: { $sum: '$n' } } }], as),
  'include of it': async (as, request) => {
    await new Parse.Object('Holder', { to: known(request) }).save(null, as);
    return new Parse.Query('Holder').include('to').find(as);
  },
  subquery: async (as, request) => {
    await new Parse.Object('Holder', { to: known(request) }).save(null, as);
    return new Parse.Query('Holder').matchesQuery('to', new Parse.Query('Traced').equalTo('n', 1)).find(as);
  },
};

function defineWays() {
  Parse.Cloud.define('way', async (request) => {
    const as = AS[request.params.as](request);
    try {
      return { given: given(await WAYS[request.params.way](as, request)) };
    } catch (error) {
      return { code: error.code ?? 'none', message: error.message, errors: (error.errors ?? []).map(String) };
    }
  });
}

/** What a call answers. */
function given(value) {
  const told = (each) =>
    each instanceof Parse.Object
      ? { ...each._toFullJSON(), dirty: each.dirty(), isNew: each.isNew() }
      : (each ?? String(each));
  return stored(Array.isArray(value) ? value.map(told) : told(value));
}

module.exports = { defineWays };
