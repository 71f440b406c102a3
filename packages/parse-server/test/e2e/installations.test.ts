import Parse from 'parse/node';
import { expect, test } from 'vitest';
import { idOf, MASTER } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { refusalOf } from './support/refusal-of.js';

const device = (installationId: string, attributes: Parse.Attributes = {}): Parse.Installation =>
  new Parse.Installation<Parse.Attributes>({ installationId, deviceType: 'ios', ...attributes });

const withToken = (deviceToken: string): Promise<Parse.Installation[]> =>
  new Parse.Query(Parse.Installation).equalTo('deviceToken', deviceToken).find(MASTER);

describeOnEveryStorage('installations', (server) => {
  test('the installation of this process is saved again when the server lost it', async () => {
    const current = await Parse.Installation.currentInstallation();
    await current.save({ badge: 1 });
    await current.destroy(MASTER);
    await current.save({ badge: 2 });
    const query = new Parse.Query(Parse.Installation).equalTo('installationId', current.installationId);
    expect((await query.find(MASTER)).map((found) => found.badge)).toEqual([2]);
  });

  test('a device saves and changes its own', async () => {
    const saved = await device('first', { channels: ['news'], timeZone: 'Europe/Berlin' }).save();
    await saved.save({ channels: ['news', 'sport'] });
    const stored = await new Parse.Query(Parse.Installation).get(idOf(saved), MASTER);
    expect(stored.installationId).toBe('first');
    expect(stored.channels).toEqual(['news', 'sport']);
  });

  test('a device that comes again is the same object', async () => {
    const first = await device('again').save();
    await device('again', { badge: 3 }).save();
    expect((await first.fetch()).get('badge')).toBe(3);
  });

  test('clients neither search nor delete installations', async () => {
    const saved = await device('shy').save();
    expect(await refusalOf(new Parse.Query(Parse.Installation).find())).toMatch(/^119 /);
    expect(await refusalOf(new Parse.Query(Parse.Installation).count())).toMatch(/^119 /);
    expect(await refusalOf(saved.destroy())).toMatch(/^119 /);
    expect(await refusalOf(saved.destroy(MASTER))).toBe('none');
  });

  test('a search for one id is a search, and to fetch by the id is none', async () => {
    const saved = await device('known').save();
    expect(await refusalOf(new Parse.Query(Parse.Installation).get(idOf(saved)))).toMatch(/^119 /);
    const holder = await new Parse.Object('DeviceHolder', { device: saved.toPointer() }).save();
    const devices = new Parse.Query(Parse.Installation).equalTo('objectId', idOf(saved));
    const holders = new Parse.Query('DeviceHolder').matchesQuery('device', devices);
    expect(await refusalOf(holders.find())).toMatch(/^119 /);
    expect((await saved.fetch()).installationId).toBe('known');
    const [found] = await new Parse.Query('DeviceHolder').include('device').find();
    expect(found?.id).toBe(holder.id);
    expect(found?.get('device').installationId).toBe('known');
  });

  test('to include several is a search, too', async () => {
    const devices = await Promise.all(['one of two', 'two of two'].map((id) => device(id).save()));
    await new Parse.Object('DevicesHolder', { devices: devices.map((saved) => saved.toPointer()) }).save();
    const holders = new Parse.Query('DevicesHolder').include('devices');
    expect(await refusalOf(holders.find())).toMatch(/^119 /);
    const [holder] = await holders.find(MASTER);
    const included: readonly Parse.Installation[] = holder?.get('devices');
    expect(included.map(({ installationId }) => installationId)).toEqual(['one of two', 'two of two']);
  });

  test.each([
    ['neither a token nor an id', { deviceType: 'ios' }, 135],
    ['no device type', { installationId: 'typeless' }, 135],
  ])('%s is refused', async (_name, body, code) => {
    expect((await httpRequest(server, { path: '/installations', body })).body.code).toBe(code);
  });

  test('what a device is does not change', async () => {
    const saved = await device('fixed', { deviceToken: 'fixed token' }).save();
    const change = (body: object): Promise<unknown> =>
      Parse.CoreManager.getRESTController().request('PUT', `installations/${idOf(saved)}`, body);
    expect(await refusalOf(change({ installationId: 'other' }))).toMatch(/^136 /);
    expect(await refusalOf(change({ deviceType: 'android' }))).toMatch(/^136 /);
  });

  test('a token that moves to another device leaves the first', async () => {
    await device('old phone', { deviceToken: 'moving' }).save();
    const phone = await device('new phone', { deviceToken: 'moving' }).save();
    expect((await withToken('moving')).map(idOf)).toEqual([phone.id]);
  });

  test('ids are compared in lower case', async () => {
    const first = await device('MIXED-case').save();
    await device('mixed-CASE', { badge: 3 }).save();
    expect((await first.fetch()).attributes).toMatchObject({ installationId: 'mixed-case', badge: 3 });
  });

  test('a request tells the device it comes from', async () => {
    const { body } = await httpRequest(server, {
      path: '/users',
      body: { username: 'walker', password: 'secret' },
      headers: { 'X-Parse-Installation-Id': 'Pocket' },
    });
    const session = await new Parse.Query(Parse.Session)
      .equalTo('sessionToken', body.sessionToken)
      .first(MASTER);
    expect(session?.get('installationId')).toBe('Pocket');
  });
});
