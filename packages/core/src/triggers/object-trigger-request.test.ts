import { expect, test } from 'vitest';
import { requestOf, startApp } from '../../test/app-fixture.js';
import { objectTriggerRequest } from './object-trigger-request.js';

test('objects are made when somebody looks, once, and frozen', async () => {
  let made = 0;
  const make = () => ({ made: (made += 1), list: [1] });
  const ctx = requestOf(await startApp());
  const request = objectTriggerRequest(ctx, { kind: 'afterSave', className: 'Note', object: make });
  expect(made).toBe(0);
  expect(request.object).toBe(request.object);
  expect(made).toBe(1);
  expect(Object.isFrozen(request.object['list'])).toBe(true);
  expect(request.original).toBeUndefined();
});
