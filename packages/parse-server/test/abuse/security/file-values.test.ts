import { expect, test } from 'vitest';
import { outcome } from '../support/api.js';
import { describeApi } from '../support/describe-api.js';

describeApi('a file value', (api) => {
  test.each([
    ['without a URL (CVE-2026-109301)', { __type: 'File', name: 'a.txt' }],
    ['with null for a URL', { __type: 'File', name: 'a.txt', url: null }],
    ['with an object for a URL', { __type: 'File', name: 'a.txt', url: { $ne: '' } }],
    ['with the address of another server', { __type: 'File', name: 'a.txt', url: 'http://169.254.169.254/' }],
  ])('%s is stored by its name and never fetched', async (_name, file) => {
    const id = await api().create('Files', { file, list: [file], map: { file } });
    const { body, text } = await api().get(`/classes/Files/${id}`);
    expect(body.file).toEqual({ __type: 'File', name: 'a.txt' });
    expect(text).not.toContain('$ne');
    expect(outcome(await api().put(`/classes/Files/${id}`, { file }))).toBe('200');
    expect(outcome(await api().get('/classes/Files', { where: { file } }))).toMatch(/^(200|400 107)$/);
  });
});
