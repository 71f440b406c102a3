import { UsageError } from '@tools/scripts/read-flags';
import { expect, test } from 'vitest';
import { chooseScenarios } from './choose-scenarios.js';
import { scenario } from './dsl.js';

const all = ['objects/increment: Increment adds', 'objects/lists: Add appends', 'geo/rules: A point'].map(
  (id) => ({ ...scenario(id, []), id, area: id.split('/')[0] ?? '' }),
);

test.each([
  [[], '', ['objects/increment: Increment adds', 'objects/lists: Add appends', 'geo/rules: A point']],
  [['geo'], '', ['geo/rules: A point']],
  [[], 'adds', ['objects/increment: Increment adds']],
  [['generated'], '', []],
])('areas %j and %j choose %j', (areas, part, ids) => {
  expect(chooseScenarios(all, { areas, scenario: part }).map(({ id }) => id)).toEqual(ids);
});

test.each([
  [[], 'objects/incremnt', '--scenario objects/incremnt: it is in no id; did you mean objects/increment?'],
  [
    ['geo'],
    'adds',
    '--scenario adds: it is in no id of geo; ids are like objects/increment: Increment adds to …',
  ],
  [
    ['generated'],
    'A point',
    '--scenario A point: it is in no id of generated; ids are like objects/increment: Increment adds to …',
  ],
])('areas %j and %j, which is in none, are a mistake', (areas, part, message) => {
  expect(() => chooseScenarios(all, { areas, scenario: part })).toThrow(new UsageError(message));
});
