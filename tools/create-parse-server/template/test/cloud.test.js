import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startTestServer } from '@parse/testing';
import Parse from 'parse/node';

/** @type {import('@parse/testing').TestServer} */
let server;
before(async () => {
  server = await startTestServer({ cloud: './cloud/main.ts' });
});
beforeEach(() => server.reset());
after(() => server.close());

test('hello greets by name', async () => {
  assert.equal(await Parse.Cloud.run('hello', { name: 'Ada' }), 'Hello, Ada');
  await assert.rejects(Parse.Cloud.run('hello', {}));
});

test('a review has one to five stars', async () => {
  await assert.rejects(new Parse.Object('Review', { stars: 6 }).save(), /one to five stars/);
  await new Parse.Object('Review', { stars: 5 }).save();
  assert.equal(await new Parse.Query('Review').count(), 1);
});
