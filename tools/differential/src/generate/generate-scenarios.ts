import fc from 'fast-check';
import { declareClass, post, signUp } from '../dsl/requests.js';
import { scenario, type Scenario, type Step } from '../dsl/scenario.js';
import { pointer } from '../dsl/values.js';
import { classStep, permissions } from './class-steps.js';
import { objectStep } from './object-steps.js';
import { peopleStep } from './people-steps.js';

/** How many requests a generated scenario has at most, with those that make its people and classes. */
const longest = 45;

const fields = {
  s: { type: 'String' },
  t: { type: 'String' },
  n: { type: 'Number' },
  b: { type: 'Boolean' },
  d: { type: 'Date' },
  l: { type: 'Array' },
  m: { type: 'Object' },
  p: { type: 'Pointer', targetClass: 'Thing' },
  u: { type: 'Pointer', targetClass: '_User' },
  g: { type: 'GeoPoint' },
  y: { type: 'Polygon' },
  x: { type: 'Bytes' },
  r: { type: 'Relation', targetClass: 'Other' },
} as const;

const beginning: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.boolean(), fc.option(permissions, { freq: 2, nil: undefined }))
  .map(([isDeclared, rights]) => [
    signUp('alice'),
    signUp('bob'),
    post(
      '/roles',
      {
        name: 'admins',
        ACL: { '*': { read: true } },
        users: { __op: 'AddRelation', objects: [pointer('_User', '<alice.objectId>')] },
      },
      { by: 'master', name: 'admins' },
    ),
    ...(isDeclared || rights !== undefined
      ? [
          declareClass('Other', { fields: { s: { type: 'String' }, n: { type: 'Number' } } }),
          declareClass('Thing', {
            fields,
            ...(rights === undefined ? {} : { classLevelPermissions: rights }),
          }),
        ]
      : []),
  ]);

const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    beginning,
    fc.array(
      fc.oneof(
        { arbitrary: objectStep, weight: 12 },
        { arbitrary: peopleStep, weight: 2 },
        { arbitrary: classStep, weight: 1 },
      ),
      { minLength: 25, maxLength: longest - 5, size: 'max' },
    ),
  )
  .map(([first, rest]) => [...first, ...rest]);

/** Random scenarios, the same for the same seed, without end. */
export function* generateScenarios(seed: number): Generator<Scenario> {
  for (let number = 1; ; number += 1) {
    // One sample each: a scenario can be made again without those before it.
    const [sampled] = fc.sample(steps, { seed: seed * 1_000_003 + number, numRuns: 1 });
    yield scenario(`seed ${seed}, number ${number}`, sampled ?? [], { profile: 'open' });
  }
}
