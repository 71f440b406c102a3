import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { idOf, MASTER } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';
import { race } from './support/race.js';

describeOnEveryStorage('schemas', (server) => {
  test('a class has the fields it was given', async () => {
    await new Parse.Schema('Everything')
      .addString('text')
      .addNumber('number')
      .addBoolean('flag')
      .addBytes('bytes')
      .addDate('date')
      .addFile('file')
      .addGeoPoint('place')
      .addPolygon('area')
      .addArray('list')
      .addObject('map')
      .addPointer('user', '_User')
      .addRelation('users', '_User')
      .save();
    const { fields, classLevelPermissions } = await new Parse.Schema('Everything').get();
    expect(fields).toEqual({
      objectId: { type: 'String' },
      createdAt: { type: 'Date' },
      updatedAt: { type: 'Date' },
      ACL: { type: 'ACL' },
      text: { type: 'String' },
      number: { type: 'Number' },
      flag: { type: 'Boolean' },
      bytes: { type: 'Bytes' },
      date: { type: 'Date' },
      file: { type: 'File' },
      place: { type: 'GeoPoint' },
      area: { type: 'Polygon' },
      list: { type: 'Array' },
      map: { type: 'Object' },
      user: { type: 'Pointer', targetClass: '_User' },
      users: { type: 'Relation', targetClass: '_User' },
    });
    expect(classLevelPermissions).toMatchObject({ find: { '*': true }, addField: { '*': true } });
  });

  test('all classes are listed, system classes too', async () => {
    await new Parse.Schema('Listed').save();
    const names = (await Parse.Schema.all()).map(({ className }) => className);
    expect(names).toEqual(expect.arrayContaining(['Listed', '_User', '_Role']));
  });

  test('saving an object makes its class', async () => {
    await new Parse.Object('Inferred', {
      n: 1,
      at: new Date(),
      user: Parse.User.createWithoutData('abcdefghij'),
    }).save();
    expect((await new Parse.Schema('Inferred').get()).fields).toMatchObject({
      n: { type: 'Number' },
      at: { type: 'Date' },
      user: { type: 'Pointer', targetClass: '_User' },
    });
  });

  test('fields are added and deleted', async () => {
    await new Parse.Schema('Changing').addString('old').addString('kept').save();
    const object = await new Parse.Object('Changing', { old: 'a', kept: 'b' }).save();
    await new Parse.Schema('Changing').deleteField('old').addNumber('fresh').update();

    const { fields } = await new Parse.Schema('Changing').get();
    expect(fields).not.toHaveProperty('old');
    expect(fields).toMatchObject({ kept: { type: 'String' }, fresh: { type: 'Number' } });
    expect((await new Parse.Query('Changing').get(idOf(object))).attributes).not.toHaveProperty('old');
  });

  test('a deleted field may come back with another type', async () => {
    await new Parse.Object('Retyped', { f: 'text' }).save();
    await new Parse.Schema('Retyped').deleteField('f').update();
    const object = await new Parse.Object('Retyped', { f: 5 }).save();
    expect((await new Parse.Query('Retyped').equalTo('f', 5).first())?.id).toBe(object.id);
  });

  test('a required field has to be given', async () => {
    await new Parse.Schema('Required').addString('name', { required: true }).save();
    expect(await refusalOf(new Parse.Object('Required', {}).save())).toBe('142 name is required');
    const object = await new Parse.Object('Required', { name: 'a' }).save();
    object.unset('name');
    expect(await refusalOf(object.save())).toBe('142 name is required');
  });

  test('a default is stored in objects that come without the field', async () => {
    await new Parse.Schema('Default')
      .addString('state', { defaultValue: 'new' })
      .addNumber('count', { required: true, defaultValue: 0 })
      .addDate('at', { defaultValue: new Date('2020-01-01T00:00:00.000Z') })
      .save();
    const object = await new Parse.Object('Default').save();
    expect(object.get('state')).toBe('new');
    const stored = await new Parse.Query('Default').equalTo('state', 'new').get(idOf(object));
    expect(stored.attributes).toMatchObject({
      state: 'new',
      count: 0,
      at: new Date('2020-01-01T00:00:00.000Z'),
    });
  });

  test('indexes are added and deleted', async () => {
    await new Parse.Schema('Indexed')
      .addString('name')
      .addNumber('age')
      .addIndex('by_name', { name: 1 })
      .save();
    await new Parse.Schema('Indexed').addIndex('by_both', { name: 1, age: -1 }).update();
    expect((await new Parse.Schema('Indexed').get()).indexes).toMatchObject({
      by_name: { name: 1 },
      by_both: { name: 1, age: -1 },
    });
    await new Parse.Schema('Indexed').deleteIndex('by_name').update();
    expect((await new Parse.Schema('Indexed').get()).indexes).not.toHaveProperty('by_name');
  });

  test('a class is deleted when it is empty', async () => {
    await new Parse.Object('Doomed', { n: 1 }).save();
    expect(await refusalOf(new Parse.Schema('Doomed').delete())).toMatch(/^255 /);
    await new Parse.Schema('Doomed').purge();
    expect(await new Parse.Query('Doomed').count()).toBe(0);
    await new Parse.Schema('Doomed').delete();
    expect(await refusalOf(new Parse.Schema('Doomed').get())).toBe('103 Class Doomed does not exist.');
  });

  test.each<[name: string, call: () => Promise<unknown>, refusal: RegExp]>([
    ['a class that exists', () => new Parse.Schema('_User').save(), /^103 /],
    ['a class name that is none', () => new Parse.Schema('1 Class').save(), /^103 /],
    ['a field name that is none', () => new Parse.Schema('Bad').addString('a b').save(), /^105 /],
    [
      'a field that has another type',
      () => new Parse.Schema('_User').addNumber('username').update(),
      /^255 /,
    ],
    [
      'a field to delete that is not there',
      () => new Parse.Schema('_Role').deleteField('nothing').update(),
      /^255 /,
    ],
    ['a field every class has', () => new Parse.Schema('_User').deleteField('createdAt').update(), /^136 /],
    ['an update of no class', () => new Parse.Schema('Missing').addString('a').update(), /^103 /],
  ])('%s is refused', async (_name, call, refusal) => {
    expect(await refusalOf(call())).toMatch(refusal);
  });

  test('schemas are for the master key', async () => {
    const answer = await httpRequest(server, { path: '/schemas' });
    expect(answer).toEqual({ status: 403, body: { error: 'Permission denied' } });
  });

  test('of concurrent saves that disagree about a new field one type wins', async () => {
    await new Parse.Object('Raced').save();
    const refusals = await race(server, 20, (n) =>
      refusalOf(new Parse.Object('Raced', { value: n % 2 === 0 ? n : `n${n}` }).save()),
    );
    expect(refusals.filter((refusal) => refusal === 'none')).toHaveLength(10);
    expect(refusals.filter((refusal) => refusal.startsWith('111 '))).toHaveLength(10);
    const stored = await new Parse.Query('Raced').exists('value').find();
    expect(new Set(stored.map((each) => typeof each.get('value'))).size).toBe(1);
  });
});

describeOnEveryStorage(
  'a server that makes no classes for clients',
  () => {
    test('refuses objects of a new class, but takes them with the master key', async () => {
      expect(await refusalOf(new Parse.Object('Fresh').save())).toMatch(/^119 /);
      expect(await refusalOf(new Parse.Object('Fresh').save(null, MASTER))).toBe('none');
      expect(await refusalOf(new Parse.Object('Fresh').save())).toBe('none');
    });
  },
  { allowClientClassCreation: false },
);
