import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { MASTER } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';

describeOnEveryStorage('config', (server) => {
  test('is empty at first', async () => {
    expect((await Parse.Config.get()).attributes).toEqual({});
  });

  test('gives the values that were saved', async () => {
    const values = {
      text: 'hello',
      number: 4.5,
      flag: false,
      list: [1, 'two'],
      map: { a: { b: 1 } },
      at: new Date('2030-01-01T00:00:00.000Z'),
      place: new Parse.GeoPoint(1, 2),
    };
    await Parse.Config.save(values, {});
    const config = await Parse.Config.get();
    expect(config.attributes).toMatchObject(values);
    expect(config.get('text')).toBe('hello');
  });

  test('a save leaves other values alone', async () => {
    await Parse.Config.save({ kept: 1 }, {});
    await Parse.Config.save({ added: 2 }, {});
    expect((await Parse.Config.get()).attributes).toMatchObject({ kept: 1, added: 2 });
  });

  test('shows secret values to the master key only', async () => {
    await Parse.Config.save({ open: 1, secret: 2 }, { secret: true });
    expect((await Parse.Config.get()).attributes).toMatchObject({ open: 1 });
    expect((await Parse.Config.get()).get('secret')).toBeUndefined();
    expect((await Parse.Config.get(MASTER)).get('secret')).toBe(2);

    await Parse.Config.save({ secret: 2 }, { secret: false });
    expect((await Parse.Config.get()).get('secret')).toBe(2);
  });

  test('is saved with the master key only', async () => {
    const answer = await httpRequest(server, {
      method: 'PUT',
      path: '/config',
      body: { params: { hacked: true } },
    });
    expect(answer).toEqual({ status: 403, body: { error: 'Permission denied' } });
    expect((await Parse.Config.get()).get('hacked')).toBeUndefined();
  });

  test('the last config stays at hand', async () => {
    await Parse.Config.save({ remembered: true }, {});
    await Parse.Config.get();
    expect((await Parse.Config.current()).get('remembered')).toBe(true);
  });
});
