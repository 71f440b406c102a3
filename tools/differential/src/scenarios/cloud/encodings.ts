import {
  bytes,
  date,
  geoPoint,
  pointer,
  polygon,
  post,
  scenario,
  type Json,
  type Scenario,
  type Step,
} from '../../dsl.js';

const inCloud = (title: string, ...steps: readonly Step[]): Scenario =>
  scenario(title, steps, { profile: 'cloud' });
const raw = (body: string, type: string): Step =>
  post('/functions/echo', {}, { raw: body, headers: { 'Content-Type': type } });

const values: readonly (readonly [string, Json])[] = [
  ['bytes', bytes('aGk=')],
  ['a polygon', polygon([0, 0], [0, 1], [1, 1])],
  ['a relation', { __type: 'Relation', className: 'Note' }],
  ['an object with its class', { __type: 'Object', className: 'Note', objectId: 'abc', n: 1 }],
  ['an operation', { __op: 'Increment', amount: 1 }],
  ['a list of pointers', [pointer('Note', 'a'), pointer('Note', 'b')]],
  ['a map of dates', { a: date('2024-01-01T00:00:00.000Z'), b: { c: date('2024-01-02T00:00:00.000Z') } }],
  ['a list in a list', [[geoPoint(1, 2)], [[1]]]],
  ['a pointer without a class', { __type: 'Pointer', objectId: 'a' }],
  ['an empty map', {}],
  ['an empty list', []],
  ['an empty text', ''],
  ['a large number', 9007199254740993],
  ['a small number', -0.000001],
  ['a name of everybody', { toString: 1 }],
];

export const scenarios = [
  ...values.map(([what, value]) =>
    inCloud(
      `A function is given ${what}`,
      post('/functions/echo', { value }),
      post('/functions/typesOf', { value }),
    ),
  ),
  inCloud(
    'Parameters come as JSON whatever their type is called',
    raw('{"a":1}', 'application/json; charset=utf-8'),
    raw('{"a":1}', 'text/plain'),
    raw('{"a":1}', 'application/octet-stream'),
  ),
  inCloud('Parameters come as a form', raw('a=1&b=x', 'application/x-www-form-urlencoded')),
  inCloud('Parameters that are no JSON', raw('{"a":', 'application/json'), raw('x', 'text/plain')),
  inCloud(
    'Parameters that are no object',
    raw('[1,2]', 'application/json'),
    raw('7', 'application/json'),
    raw('null', 'application/json'),
    raw('"x"', 'application/json'),
  ),
  inCloud('No parameters at all', raw('', 'application/json')),
];
