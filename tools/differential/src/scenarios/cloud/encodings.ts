import { bytes, date, geoPoint, inCloud, pointer, polygon, post, type Json, type Step } from '../../dsl.js';

const raw = (body: string, type: string): Step =>
  post('/functions/echo', {}, { raw: body, headers: { 'Content-Type': type } });

/** A body of `multipart/form-data` with those parts, each its headers and its content. */
const form = (path: string, ...parts: readonly (readonly [headers: string, content: string])[]): Step => {
  const written = parts.map(([headers, content]) => `--edge\r\n${headers}\r\n\r\n${content}\r\n`);
  return post(
    path,
    {},
    {
      raw: `${written.join('')}--edge--\r\n`,
      headers: { 'Content-Type': 'multipart/form-data; boundary=edge' },
    },
  );
};
const field = (name: string, value: string): readonly [string, string] => [
  `Content-Disposition: form-data; name="${name}"`,
  value,
];
const file = (name: string, filename: string, content: string, type?: string): readonly [string, string] => [
  `Content-Disposition: form-data; name="${name}"; filename="${filename}"${type === undefined ? '' : `\r\nContent-Type: ${type}`}`,
  content,
];

const forms: readonly (readonly [string, ...(readonly [string, string])[]])[] = [
  ['texts', field('a', '1'), field('b', '{"c":2}'), field('empty', '')],
  ['a file', file('photo', 'a.png', 'Grüße', 'image/png')],
  ['a file and a text', field('title', 'Trip'), file('photo', 'a.png', 'png', 'image/png')],
  ['a file without a type', file('photo', 'a.png', 'png')],
  ['an empty file', file('photo', 'a.png', '', 'image/png')],
  ['a file with a path for its name', file('photo', '../../etc/passwd', 'x', 'text/plain')],
  ['two texts of one name', field('a', '1'), field('a', '2')],
  ['two files of one name', file('a', 'x', 'one', 'text/plain'), file('a', 'y', 'two', 'text/plain')],
  ['a text and a file of one name', field('a', '1'), file('a', 'x', 'one', 'text/plain')],
  ['a text that looks like a file of Parse', field('a', '{"__type":"File","name":"x"}')],
  ['nothing'],
];

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
  ...forms.map(([what, ...parts]) =>
    inCloud(
      `A function is given a form of ${what}`,
      form('/functions/parts', ...parts),
      form('/functions/typesOf', ...parts),
    ),
  ),
  inCloud(
    'A function that checks its parameters is given a form',
    form('/functions/needsNumber', field('n', '1')),
  ),
  inCloud('A form for a function that is not there', form('/functions/unknown', field('a', '1'))),
  inCloud(
    'A form that ends too early',
    post(
      '/functions/parts',
      {},
      {
        raw: '--edge\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
        headers: { 'Content-Type': 'multipart/form-data; boundary=edge' },
      },
    ),
  ),
  inCloud('A form without a boundary', raw('a=1', 'multipart/form-data')),
];
