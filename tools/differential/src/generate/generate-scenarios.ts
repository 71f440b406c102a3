import fc from 'fast-check';
import { declareClass, post, put, signUp } from '../dsl/requests.js';
import { scenario, type JsonObject, type Scenario, type Step } from '../dsl/scenario.js';
import { pointer } from '../dsl/values.js';
import { classStep, permissions } from './class-steps.js';
import { firstObjects, objectStep } from './object-steps.js';
import { peopleStep } from './people-steps.js';

/** How many requests a generated scenario has at most, with those that make its people and classes. */
const longest = 52;

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

/**
 * Whether classes are there before the first object. Mostly, with all fields: then nothing that parse-server makes for
 * a write it refuses can stand for a difference of another cause. Clients make them by writing, too.
 */
const declared = fc.oneof(
  { arbitrary: fc.constant<Form>('whole'), weight: 8 },
  { arbitrary: fc.constant<Form>('in parts'), weight: 1 },
  { arbitrary: fc.constant<Form>('not'), weight: 1 },
);

type Form = 'whole' | 'in parts' | 'not';

const beginning: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    declared,
    fc.oneof({ arbitrary: fc.constant(undefined), weight: 2 }, { arbitrary: permissions, weight: 1 }),
    firstObjects,
  )
  .map(([form, rights, objects]) => [
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
    ...declarations[form](rights === undefined ? {} : { classLevelPermissions: rights }),
    ...objects,
  ]);

/** Permissions may be wrong: a class that is to be there is declared before them. */
const declarations: Readonly<Record<Form, (rights: JsonObject) => readonly Step[]>> = {
  whole: (rights) => [
    declareClass('Other', { fields }),
    declareClass('Thing', { fields }),
    put('/schemas/_User', { fields: { nick: fields.s, score: fields.n } }, { by: 'master' }),
    put('/schemas/_Role', { fields: { note: fields.s } }, { by: 'master' }),
    ...(Object.keys(rights).length === 0 ? [] : [put('/schemas/Thing', rights, { by: 'master' })]),
  ],
  'in parts': (rights) => [
    declareClass('Other', { fields: { s: fields.s, n: fields.n } }),
    declareClass('Thing', { fields, ...rights }),
  ],
  not: () => [],
};

const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    beginning,
    fc.array(
      fc.oneof(
        { arbitrary: objectStep, weight: 12 },
        { arbitrary: peopleStep, weight: 2 },
        { arbitrary: classStep, weight: 1 },
      ),
      { minLength: 25, maxLength: longest - 14, size: 'max' },
    ),
  )
  .map(([first, rest]) => [...first, ...rest]);

/** Random scenarios, the same for the same seed, without end. */
export function* generateScenarios(seed: number): Generator<Scenario> {
  for (let number = 1; ; number += 1) yield generateScenario(seed, number);
}

/** One of them, made without those before it. */
export function generateScenario(seed: number, number: number): Scenario {
  const [sampled] = fc.sample(steps, { seed: seed * 1_000_003 + number, numRuns: 1 });
  return scenario(`seed ${seed}, number ${number}`, sampled ?? [], { profile: 'open' });
}
