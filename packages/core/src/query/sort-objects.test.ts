import { expect, test } from 'vitest';
import { geo, key } from '../../test/support/game-query.js';
import type { JsonObject } from '../types/json.js';
import type { SortOrder } from '../types/query.js';
import { compareByDistance, compareBySort } from './sort-objects.js';

function sorted(rows: readonly JsonObject[], sort: SortOrder): readonly string[] {
  const objects = rows.map((row, index) => ({ ...row, objectId: String(index) }));
  return objects.sort(compareBySort(sort)).map(({ objectId }) => objectId);
}

const ascending = (name: string) => ({ key: key(name), descending: false });
const descending = (name: string) => ({ key: key(name), descending: true });

test.each<[string, JsonObject[], SortOrder, string]>([
  ['unset and null first', [{ score: 1 }, {}, { score: 0 }, { score: null }], [ascending('score')], '1320'],
  ['unset and null last when descending', [{}, { score: 1 }, { score: 2 }], [descending('score')], '210'],
  [
    'later keys break ties',
    [{ score: 1, name: 'b' }, { score: 1, name: 'a' }, { score: 0 }],
    [ascending('score'), ascending('name')],
    '210',
  ],
  [
    'arrays by their smallest element',
    [{ tags: [5, 1] }, { tags: [3] }, { tags: [] }],
    [ascending('tags')],
    '201',
  ],
  [
    'arrays by their largest element when descending',
    [{ tags: [5, 1] }, { tags: [9] }, { tags: [] }],
    [descending('tags')],
    '102',
  ],
  [
    'places inside objects',
    [{ details: { a: 2 } }, { details: { a: 1 } }, {}],
    [ascending('details.a')],
    '210',
  ],
  [
    'timestamps',
    [{ createdAt: '2020-01-02T00:00:00.000Z' }, { createdAt: '2020-01-01T00:00:00.000Z' }],
    [ascending('createdAt')],
    '10',
  ],
  ['nothing without a score', [{}, {}], [{ score: true }], '01'],
])('%s', (_, rows, sort, expected) => {
  expect(sorted(rows, sort).join('')).toBe(expected);
});

test('the best score comes first', () => {
  const score = ({ objectId }: { objectId: string }): number => Number(objectId);
  const rows = ['1', '3', '2'].map((objectId) => ({ objectId }));
  expect(rows.sort(compareBySort([{ score: true }], score)).map(({ objectId }) => objectId)).toEqual([
    '3',
    '2',
    '1',
  ]);
});

test('the nearest place comes first, rows without one last', () => {
  const rows = [
    { objectId: 'none' },
    { objectId: 'far', place: geo(50, 50) },
    { objectId: 'near', place: geo(1, 1) },
  ];
  const order = rows.sort(compareByDistance(key('place'), geo(0, 0)));
  expect(order.map(({ objectId }) => objectId)).toEqual(['near', 'far', 'none']);
});
