import { beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../src/context/app.js';
import { createObject } from '../src/objects/create-object.js';
import { findObjects } from '../src/objects/find-objects.js';
import { resolveSubqueries } from '../src/objects/resolve-subqueries.js';
import { parseWhere } from '../src/query/parse-where.js';
import { textOf, type Json, type JsonObject } from '../src/types/json.js';
import { classOf, failureOf, requestOf, startApp } from './app-fixture.js';

const point = (className: string, objectId: string): JsonObject => ({
  __type: 'Pointer',
  className,
  objectId,
});

let app: App;
beforeAll(async () => {
  app = await startApp({ settings: { allowCustomObjectId: true } });
  const save = (className: string, body: JsonObject) =>
    createObject(requestOf(app, 'master'), { className, body });
  await app.schemas.create({
    className: 'Team',
    fields: {
      city: { type: 'String' },
      secret: { type: 'String' },
      meta: { type: 'Object' },
      size: { type: 'Number' },
      fans: { type: 'Relation', targetClass: 'Player' },
      shy: { type: 'Relation', targetClass: 'Player' },
    },
    permissions: {
      find: { '*': true },
      get: { '*': true },
      protectedFields: { '*': ['secret', 'shy'] },
    },
    indexes: {},
  });
  const members = (...ids: readonly string[]): Json => ({
    __op: 'AddRelation',
    objects: ids.map((id) => point('Player', id)),
  });
  await save('Team', {
    objectId: 't1',
    city: 'Rome',
    secret: 'x',
    meta: { at: 1 },
    size: 1,
    fans: members('p1', 'p2'),
    shy: members('p2'),
  });
  await save('Team', { objectId: 't2', city: 'Oslo', secret: 'y', size: 2 });
  await save('Team', { objectId: 't3', city: 'Bonn', secret: 'z', ACL: {}, fans: members('p1') });
  const place = { city: 'Rome', team: point('Team', 't1'), tags: ['Oslo'], score: 2 };
  await save('Player', {
    objectId: 'p1',
    ...place,
    joined: { __type: 'Date', iso: '2020-01-01T00:00:00.000Z' },
  });
  await save('Player', { objectId: 'p2', city: 'Oslo', team: point('Team', 't2') });
  await save('Player', { objectId: 'p3', city: 'Bonn', team: point('Team', 't3') });
});

async function idsOf(where: JsonObject, caller: 'anonymous' | 'master' = 'anonymous'): Promise<string> {
  const options = { where, order: 'objectId' };
  const { results } = await findObjects(requestOf(app, caller), { className: 'Player', options });
  return results.map(({ objectId }) => textOf(objectId)).join(' ');
}

const everyTeam = { className: 'Team', where: {} };

describe('subqueries', () => {
  test.each<[string, JsonObject, string, string]>([
    ['$inQuery', { team: { $inQuery: everyTeam } }, 'p1 p2', 'p1 p2 p3'],
    ['$notInQuery', { team: { $notInQuery: everyTeam } }, 'p3', ''],
    ['$select', { city: { $select: { query: everyTeam, key: 'city' } } }, 'p1 p2', 'p1 p2 p3'],
    ['$dontSelect', { city: { $dontSelect: { query: everyTeam, key: 'city' } } }, 'p3', ''],
    ['$select of lists', { tags: { $select: { query: everyTeam, key: 'city' } } }, 'p1', 'p1'],
    ['$select of an id', { team: { $select: { query: everyTeam, key: 'objectId' } } }, 'p1 p2', 'p1 p2 p3'],
    ['$select inside an object', { score: { $select: { query: everyTeam, key: 'meta.at' } } }, '', ''],
    ['$select of another type', { city: { $select: { query: everyTeam, key: 'size' } } }, '', ''],
    ['$select of objects', { city: { $select: { query: everyTeam, key: 'meta' } } }, '', ''],
    ['$select of a time', { joined: { $select: { query: everyTeam, key: 'createdAt' } } }, '', ''],
    ['$select of a hidden field', { city: { $select: { query: everyTeam, key: 'secret' } } }, '', ''],
    ['$inQuery of a class of no pointer', { city: { $inQuery: everyTeam } }, '', ''],
    ['$relatedTo', { $relatedTo: { object: point('Team', 't1'), key: 'fans' } }, 'p1 p2', 'p1 p2'],
    [
      '$relatedTo of an unreadable object',
      { $relatedTo: { object: point('Team', 't3'), key: 'fans' } },
      '',
      'p1',
    ],
    ['$relatedTo of no relation', { $relatedTo: { object: point('Team', 't1'), key: 'city' } }, '', ''],
    ['$relatedTo of no field', { $relatedTo: { object: point('Team', 't1'), key: '$x,y' } }, '', ''],
    ['side by side', { $or: [{ city: 'Bonn' }, { team: { $inQuery: everyTeam } }] }, 'p1 p2 p3', 'p1 p2 p3'],
  ])('%s', async (_name, where, public_, master) => {
    expect([await idsOf(where), await idsOf(where, 'master')]).toEqual([public_, master]);
  });

  test('members of a hidden relation are told to nobody, in no way', async () => {
    const related = { $relatedTo: { object: point('Team', 't1'), key: 'shy' } };
    expect(await failureOf(idsOf(related))).toMatch(/^119 /);
    const count = findObjects(requestOf(app), {
      className: 'Player',
      options: { where: related, count: 1, limit: 0 },
    });
    expect(await failureOf(count)).toMatch(/^119 /);
    expect(await idsOf(related, 'master')).toBe('p2');
    const teams = findObjects(requestOf(app), {
      className: 'Team',
      options: { where: { shy: point('Player', 'p2') } },
    });
    expect(await failureOf(teams)).toMatch(/^119 /);
  });

  test('nest only so deep', async () => {
    const small = await startApp({
      settings: {
        allowClientClassCreation: true,
        requestComplexity: { ...app.settings.requestComplexity, subqueryDepth: 1 },
      },
    });
    const nested = (depth: number): JsonObject =>
      depth === 0 ? {} : { a: { $inQuery: { className: 'A', where: nested(depth - 1) } } };
    const find = (depth: number) =>
      failureOf(findObjects(requestOf(small), { className: 'A', options: { where: nested(depth) } }));
    expect(await find(1)).toBe('ok');
    expect(await find(2)).toMatch(/^102 /);
  });

  test('leave only values that the column can hold', async () => {
    const schema = classOf(app, 'Player');
    const where = { joined: { $select: { query: everyTeam, key: 'createdAt' } } };
    const rules = { depth: 10, allowRegex: true, internalFields: false };
    const found = [{ createdAt: '2020-01-01T00:00:00.000Z' }, { createdAt: 3 }, { createdAt: { a: 1 } }, {}];
    const resolved = await resolveSubqueries(
      requestOf(app),
      schema,
      parseWhere(schema, where, rules),
      (_ctx, { className }) => Promise.resolve({ results: found, className }),
    );
    expect(resolved).toMatchObject({
      op: 'in',
      values: [{ __type: 'Date', iso: '2020-01-01T00:00:00.000Z' }],
    });
  });
});
