import Parse from 'parse/node';
import { beforeEach, expect, test } from 'vitest';
import { idOf, MASTER, signUp } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { removeHooks } from './support/remove-hooks.js';
import type { TestServer } from './support/start-server.js';

async function update(
  server: TestServer,
  object: Parse.Object,
  { body, headers = {} }: { readonly body: object; readonly headers?: Record<string, string> },
): Promise<Parse.Attributes> {
  const path = `/classes/${object.className}/${idOf(object)}`;
  const answer = await httpRequest(server, { method: 'PUT', path, body, headers });
  expect(answer.status).toBe(200);
  const { updatedAt: _updatedAt, ...told } = answer.body;
  return told;
}

describeOnEveryStorage(
  'what an update answers to somebody who may not read the object',
  (server) => {
    beforeEach(removeHooks);

    test.each<[string, object]>([
      ['a field that a trigger takes back', { junk: 1 }],
      ['an Increment of nothing', { n: { __op: 'Increment', amount: 0 } }],
      ['both', { junk: 1, n: { __op: 'Increment', amount: 0 } }],
    ])('tells nothing of it: %s', async (_what, body) => {
      Parse.Cloud.beforeSave('Box', ({ object }) => object.unset('junk'));
      const box = new Parse.Object('Box', { n: 7 });
      const writable = new Parse.ACL();
      writable.setPublicWriteAccess(true);
      box.setACL(writable);
      await box.save(null, MASTER);
      expect(await update(server, box, { body })).toEqual({});
    });
  },
  { cloud: () => undefined },
);

describeOnEveryStorage(
  'what an update answers of fields that the options hide',
  (server) => {
    test('shows the owner what it hides from others', async () => {
      const ann = await signUp('ann');
      const safe = await new Parse.Object('Safe', { n: 7, owner: ann.user }).save(null, MASTER);
      const body = { n: { __op: 'Increment', amount: 1 } };
      const headers = { 'X-Parse-Session-Token': ann.session.sessionToken };
      expect(await update(server, safe, { body })).toEqual({});
      expect(await update(server, safe, { body, headers })).toEqual({ n: 9 });
    });
  },
  {
    protectedFields: { Safe: { '*': ['n'], 'userField:owner': [] } },
    protectedFieldsSaveResponseExempt: false,
  },
);
