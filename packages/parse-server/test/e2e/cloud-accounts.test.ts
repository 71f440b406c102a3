import Parse from 'parse/node';
import { beforeEach, expect, test } from 'vitest';
import { idOf, MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { removeHooks } from './support/remove-hooks.js';

describeOnEveryStorage(
  'accounts that Cloud Code and operators make',
  (server) => {
    beforeEach(removeHooks);

    /** Runs it as a function of Cloud Code. */
    async function inCloudCode(run: (request: Parse.Cloud.FunctionRequest) => unknown, options = {}) {
      Parse.Cloud.define('run', run);
      return Parse.Cloud.run('run', {}, options);
    }

    const sessionsOf = (user: Parse.User) => new Parse.Query('_Session').equalTo('user', user).count(MASTER);

    test.each([
      ['as nobody', {}],
      ['with the master key', MASTER],
    ])('a sign-up by Cloud Code %s logs nobody in', async (how, options) => {
      const user = await inCloudCode(() =>
        new Parse.User({ username: `${how} ${server.appId}`, password: 'secret' }).signUp(null, options),
      );
      expect(user.getSessionToken()).toBeUndefined();
      expect(await sessionsOf(user)).toBe(0);
    });

    test('a sign-up by Cloud Code for a device logs in there', async () => {
      const user = await inCloudCode(() =>
        new Parse.User({ username: `device ${server.appId}`, password: 'secret' }).signUp(null, {
          ...MASTER,
          installationId: 'tablet',
        }),
      );
      expect(user.getSessionToken()).toMatch(/^r:/);
      const [session] = await new Parse.Query('_Session').equalTo('user', user).find(MASTER);
      expect(session?.get('installationId')).toBe('tablet');
    });

    test('a sign-up by an identity in Cloud Code logs nobody in, now and again', async () => {
      const authData = { id: `one ${server.appId}` };
      const users = await inCloudCode(async () => [
        await new Parse.User().linkWith('anonymous', { authData }),
        await new Parse.User().linkWith('anonymous', { authData }),
      ]);
      expect(users.map((user: Parse.User) => user.getSessionToken())).toEqual([undefined, undefined]);
      expect(users[0].id).toBe(users[1].id);
      expect(await sessionsOf(users[0])).toBe(0);
    });

    test('a log-in by Cloud Code has a session', async () => {
      const username = `logged in ${server.appId}`;
      await signUp(username);
      const user = await inCloudCode(() => Parse.User.logIn(username, 'secret'));
      expect(user.getSessionToken()).toMatch(/^r:/);
    });

    test('a new password by Cloud Code ends the sessions and begins none', async () => {
      const { user, session } = await signUp(`renewed ${server.appId}`);
      await inCloudCode(({ user: caller }) => caller?.save({ password: 'new' }, session), session);
      expect(await sessionsOf(user)).toBe(0);
    });

    test('the SDK’s sign-up with the master key logs in on its device', async () => {
      const user = new Parse.User({ username: `by key ${server.appId}`, password: 'secret' });
      await user.signUp(null, MASTER);
      expect(user.getSessionToken()).toMatch(/^r:/);
      const own = await new Parse.Query('_Session').find({ sessionToken: user.getSessionToken() ?? '' });
      expect(own).toHaveLength(1);
    });

    test('triggers are told that the app itself asks', async () => {
      const seen: (string | undefined)[] = [];
      Parse.Cloud.beforeSave('Told', ({ installationId }) => void seen.push(installationId));
      Parse.Cloud.beforeFind('Told', ({ installationId }) => void seen.push(installationId));
      const told = await inCloudCode(() => new Parse.Object('Told').save());
      await inCloudCode(() => new Parse.Query('Told').get(idOf(told)));
      await inCloudCode(() => new Parse.Object('Told').save(null, { installationId: 'tablet' }));
      expect(seen).toEqual(['cloud', 'cloud', 'tablet']);
      await new Parse.Object('Told').save();
      expect(seen.at(-1)).not.toBe('cloud');
    });
  },
  { cloud: () => undefined },
);
