import { expect, test } from 'vitest';
import { startApp } from '../../test/app-fixture.js';
import { serverFeatures } from './server-features.js';

test('the dashboard is offered changes of schemas unless they are locked', async () => {
  const open = serverFeatures(await startApp());
  const locked = serverFeatures(await startApp({ settings: { lockSchemas: true } }));
  expect(open.schemas).toMatchObject({ addField: true, addClass: true, clearAllDataFromClass: true });
  expect(locked.schemas).toMatchObject({ addField: false, addClass: false, clearAllDataFromClass: true });
});

test('the dashboard finds every group it asks for', async () => {
  const features = serverFeatures(await startApp());
  expect(Object.keys(features)).toEqual([
    'globalConfig',
    'hooks',
    'cloudCode',
    'logs',
    'push',
    'schemas',
    'settings',
  ]);
});
