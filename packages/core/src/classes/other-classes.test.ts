import { describe, expect, test } from 'vitest';
import { failureOf, requestOf, startApp } from '../../test/app-fixture.js';
import { createObject } from '../objects/create-object.js';

const className = '_Audience';

describe('audiences', () => {
  test.each(['not json', '5', '[]', 'null'])('refuse %s as query', async (query) => {
    const ctx = requestOf(await startApp(), 'master');
    expect(await failureOf(createObject(ctx, { className, body: { name: 'n', query } }))).toBe(
      '107 query must be the JSON text of an object.',
    );
  });

  test('refuse a query too deep to be read back', async () => {
    const ctx = requestOf(await startApp(), 'master');
    const query = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    expect(await failureOf(createObject(ctx, { className, body: { name: 'n', query } }))).toMatch(/^102 /);
  });

  test.each([{ name: 'n', query: '{"deviceType":"ios"}' }, { name: 'n' }])('take %j', async (body) => {
    const ctx = requestOf(await startApp(), 'master');
    expect(await failureOf(createObject(ctx, { className, body }))).toBe('ok');
  });
});
