import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { idOf } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { refusalOf } from './support/refusal-of.js';
import { httpRequest } from './support/http-request.js';

const bytes = { __type: 'Bytes', base64: 'AAECA/8=' };
const square = new Parse.Polygon([
  [0, 0],
  [0, 1],
  [1, 1],
  [1, 0],
]);

/** Values whose stored form reads back equal. */
const sameValues: readonly (readonly [name: string, value: unknown])[] = [
  ['an empty string', ''],
  ['a string of every kind of character', 'ä 漢 🦊 "quotes" \\ \u0001 \n \'; DROP TABLE x; --'],
  ['zero', 0],
  ['a negative fraction', -0.1],
  ['the largest safe integer', Number.MAX_SAFE_INTEGER],
  ['a tiny number', 5e-324],
  ['true', true],
  ['false', false],
  ['a date', new Date('2020-02-29T23:59:59.999Z')],
  ['a date before 1970', new Date('1901-01-01T00:00:00.000Z')],
  ['an empty array', []],
  ['an array of every type', [1, 'a', true, null, [1, [2]], { a: { b: 1 } }, new Date(0)]],
  ['an empty object', {}],
  [
    'an object of every type',
    { n: 1, s: 'a', b: false, none: null, list: [1, { a: 1 }], deep: { er: { yet: 'x' } } },
  ],
  ['bytes', bytes],
  ['a geo point', new Parse.GeoPoint(52.52, 13.405)],
];

describeOnEveryStorage('values', (server) => {
  test.each(sameValues)('%s reads back as it was saved', async (_name, value) => {
    const className = `Value${String(sameValues.findIndex(([, each]) => each === value))}`;
    const saved = await new Parse.Object(className, { value }).save();
    const found = await new Parse.Query(className).get(idOf(saved));
    expect(found.get('value')).toEqual(value);
  });

  test('halves of characters become the sign for what is none, in the same way everywhere', async () => {
    const body = { text: 'a\ud800b', map: { '\udc00': '\udc00\ud800' }, whole: '🦊', slash: '\\ud800' };
    const created = await httpRequest(server, { path: '/classes/Half', body });
    const add = { list: { __op: 'AddUnique', objects: ['\ud800', '\udfff', '\ufffd'] } };
    const path = `/classes/Half/${String(created.body['objectId'])}`;
    for (let times = 0; times < 2; times += 1) await httpRequest(server, { method: 'PUT', path, body: add });
    expect((await httpRequest(server, { path })).body).toMatchObject({
      text: 'a\ufffdb',
      map: { '\ufffd': '\ufffd\ufffd' },
      whole: '🦊',
      slash: '\\ud800',
      list: ['\ufffd'],
    });
  });

  test('the character NUL reads back from databases that can hold it, and is refused for the others', async () => {
    const inText = new Parse.Object('Nul', { value: 'a\0b' });
    const inKey = new Parse.Object('Nul', { map: { 'a\0b': 1 } });
    const refused = expect.stringMatching(/^102 /);
    expect(await refusalOf(inText.save())).toEqual(server.lacks.has('nul in texts') ? refused : 'none');
    expect(await refusalOf(inKey.save())).toEqual(server.lacks.has('nul in keys') ? refused : 'none');
    const stored = await new Parse.Query('Nul').find();
    expect(stored).toHaveLength([inText, inKey].filter(({ id }) => id !== undefined).length);
    for (const object of stored) {
      const expected = object.has('map') ? { map: { 'a\0b': 1 } } : { value: 'a\0b' };
      expect(object.toJSON()).toMatchObject(expected);
    }
  });

  test('a polygon reads back closed', async () => {
    const saved = await new Parse.Object('Area', { value: square }).save();
    const found = await new Parse.Query('Area').get(idOf(saved));
    expect(found.get('value')).toBeInstanceOf(Parse.Polygon);
    expect(found.get('value').coordinates).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0],
      [0, 0],
    ]);
  });

  test('a pointer reads back as an object without data', async () => {
    const target = await new Parse.Object('Target', { n: 1 }).save();
    const saved = await new Parse.Object('Source', { value: target }).save();
    const found = (await new Parse.Query('Source').get(idOf(saved))).get('value');
    expect(found.toPointer()).toEqual(target.toPointer());
    expect(found.isDataAvailable()).toBe(false);
  });

  test('a pointer may point at nothing', async () => {
    const nowhere = Parse.Object.fromJSON({ className: 'Nowhere', objectId: 'nobodyhome' });
    const saved = await new Parse.Object('Dangling', { value: nowhere }).save();
    const found = await new Parse.Query('Dangling').include('value').get(idOf(saved));
    expect(found.get('value')?.isDataAvailable() ?? false).toBe(false);
  });

  test('bytes are found however their base64 is written', async () => {
    const value = { __type: 'Bytes', base64: 'AAECA/8' };
    const { body } = await httpRequest(server, { path: '/classes/BytesFound', body: { value } });
    for (const base64 of ['AAECA/8', 'AAECA/8=', 'AAECA_8=']) {
      const where = encodeURIComponent(JSON.stringify({ value: { __type: 'Bytes', base64 } }));
      const found = await httpRequest(server, { path: `/classes/BytesFound?where=${where}` });
      expect(found.body.results).toMatchObject([{ objectId: body.objectId }]);
    }
  });

  test('a file is kept by its name', async () => {
    const file = { __type: 'File', name: 'photo.jpg', url: 'http://example.com/photo.jpg' };
    const { body } = await httpRequest(server, { path: '/classes/Photo', body: { file } });
    const found = await new Parse.Query('Photo').get(body.objectId);
    expect(found.get('file')).toBeInstanceOf(Parse.File);
    expect(found.get('file').name()).toBe('photo.jpg');
  });

  test('a file inside an array keeps its address, and is found by its name', async () => {
    const files = [{ __type: 'File', name: 'listed.jpg', url: 'http://example.com/listed.jpg' }];
    await httpRequest(server, { path: '/classes/Album', body: { files } });
    const file = Parse.File.fromJSON({ __type: 'File', name: 'listed.jpg', url: 'http://moved.example/' });
    const found = await new Parse.Query('Album').equalTo('files', file).find();
    expect(found.map((album) => album.get('files')[0].url())).toEqual(['http://example.com/listed.jpg']);
  });

  test('a file that is set as a part of an object keeps its address', async () => {
    const page = await new Parse.Object<Parse.Attributes>('FilePage', { page: { title: 'a' } }).save();
    const url = 'http://example.com/part.jpg';
    await page.set('page.photo', Parse.File.fromJSON({ __type: 'File', name: 'part.jpg', url })).save();
    const { photo, title } = (await new Parse.Query('FilePage').get(idOf(page))).get('page');
    expect([photo.url(), title]).toEqual([url, 'a']);
  });

  test('pointers and dates inside arrays and objects keep their type', async () => {
    const target = await new Parse.Object('Inner', { n: 1 }).save();
    const saved = await new Parse.Object('Outer', {
      list: [target, new Date(1)],
      map: { target, at: new Date(2) },
    }).save();
    const found = await new Parse.Query('Outer').get(idOf(saved));
    expect(found.get('list')[0].id).toBe(target.id);
    expect(found.get('list')[1]).toEqual(new Date(1));
    expect(found.get('map').target.id).toBe(target.id);
    expect(found.get('map').at).toEqual(new Date(2));
  });

  test.each([
    [
      'a polygon of two points',
      111,
      {
        __type: 'Polygon',
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
    ['a key with a dollar', 121, { a: { $b: 1 } }],
    ['a key with a dot', 121, { a: { 'b.c': 1 } }],
    ['an unknown type', 111, { __type: 'Nonsense' }],
    ['a file without a name', 111, { __type: 'File' }],
  ])('%s is refused with %i and stores nothing', async (name, code, value) => {
    const path = `/classes/Refused_${name.replaceAll(' ', '_')}`;
    expect(await httpRequest(server, { path, body: { value } })).toMatchObject({
      status: 400,
      body: { code },
    });
    expect((await httpRequest(server, { path })).body.results).toEqual([]);
  });
});
