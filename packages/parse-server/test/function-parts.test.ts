import { memoryStorage } from '@parse/storage-memory';
import Parse from 'parse/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createParseServer, type RunningServer } from '../src/index.js';

const KILOBYTE = 1024;

/** Functions that the tests call. */
function cloud(): void {
  const shown = (value: unknown): unknown => {
    if (Buffer.isBuffer(value)) return `${value.length} bytes: ${value.toString('utf8')}`;
    if (typeof value !== 'object' || value === null) return value;
    return Object.entries(value).map(([name, member]) => [name, shown(member)]);
  };
  Parse.Cloud.define('show', ({ params }) => shown(params));
  Parse.Cloud.define('numbers', ({ params }) => params, { fields: { n: { type: Number } } });
  Parse.Cloud.define('size', ({ params }) => params['file'].data.length);
}

interface Part {
  readonly name: string;
  readonly value: string | Blob;
  readonly filename?: string;
}

const field = (name: string, value: string): Part => ({ name, value });
const file = (name: string, filename: string, text: string, type = 'text/plain'): Part => ({
  name,
  filename,
  value: new Blob([text], { type }),
});

let running: RunningServer;
const server = { appId: 'forms', url: '' };
beforeAll(async () => {
  const options = { masterKey: 'master', storage: memoryStorage(), silent: true, host: '127.0.0.1' };
  running = await createParseServer({ ...options, appId: server.appId, cloud, maxUploadSize: '1mb' });
  const address = (await running.listen(0)).address();
  server.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/parse`;
});
afterAll(() => running.close());

describe('forms as parameters of functions', () => {
  test.each([
    [
      'fields are texts',
      [field('a', '1'), field('b', '{"c":2}')],
      [
        ['a', '1'],
        ['b', '{"c":2}'],
      ],
    ],
    [
      'files have name, type and bytes',
      [field('title', 'Trip'), file('photo', 'a.png', 'Grüße', 'image/png')],
      [
        ['title', 'Trip'],
        [
          'photo',
          [
            ['filename', 'a.png'],
            ['contentType', 'image/png'],
            ['data', '7 bytes: Grüße'],
          ],
        ],
      ],
    ],
    ['of two of one name the last counts', [field('a', '1'), field('a', '2')], [['a', '2']]],
    [
      'a file takes the place of a field, a field that of a file',
      [field('a', '1'), file('a', 'x', 'xx'), file('b', 'y', 'y'), field('b', '2')],
      [
        ['b', '2'],
        [
          'a',
          [
            ['filename', 'x'],
            ['contentType', 'text/plain'],
            ['data', '2 bytes: xx'],
          ],
        ],
      ],
    ],
    [
      'a name is no path',
      [file('a', '../../etc/passwd', '')],
      [
        [
          'a',
          [
            ['filename', 'passwd'],
            ['contentType', 'text/plain'],
            ['data', '0 bytes: '],
          ],
        ],
      ],
    ],
    ['nothing is nothing', [], []],
    ['what looks like a key is a field', [field('_MasterKey', 'x')], [['_MasterKey', 'x']]],
    ['names of prototypes are names', [field('constructor', 'x')], [['constructor', 'x']]],
  ])('%s', async (_name, parts, params) => {
    expect(await call('show', parts)).toEqual({ status: 200, body: { result: params } });
  });

  test('validators see texts', async () => {
    expect(await call('numbers', [field('n', '1')])).toMatchObject({ status: 400, body: { code: 142 } });
  });

  test.each([
    ['of one file', [file('file', 'big', 'x'.repeat(1100 * KILOBYTE))]],
    ['of one field', [field('file', 'x'.repeat(1100 * KILOBYTE))]],
    ['of all together', ['a', 'b'].map((name) => file(name, name, 'x'.repeat(600 * KILOBYTE)))],
  ])('the size %s is bounded', async (_what, parts) => {
    const error = 'Multipart request exceeds maximum upload size.';
    expect(await call('show', parts)).toEqual({ status: 400, body: { code: 116, error } });
  });

  test('what is below the bound arrives whole', async () => {
    const parts = [file('file', 'big', 'x'.repeat(900 * KILOBYTE))];
    expect((await call('size', parts)).body).toEqual({ result: 900 * KILOBYTE });
  });

  const boundary = 'multipart/form-data; boundary=b';
  const head = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1';
  test.each([
    ['without an end', boundary, `${head}\r\n`],
    ['cut off', boundary, head],
    ['that is none', boundary, 'garbage'],
    ['without a boundary', 'multipart/form-data', `${head}\r\n--b--\r\n`],
    ['of too many parts', boundary, `${`${head}\r\n`.repeat(10_001)}--b--\r\n`],
  ])('a form %s is refused, and the server goes on', async (_name, type, text) => {
    expect(await post('show', { type, body: text })).toMatchObject({ status: 400, body: { code: 107 } });
    expect((await call('show', [field('a', '1')])).status).toBe(200);
  });

  test('keys come in headers alone', async () => {
    const form = formOf([field('_ApplicationId', server.appId)]);
    const response = await fetch(`${server.url}/functions/show`, { method: 'POST', body: form });
    expect([response.status, await response.json()]).toEqual([403, { error: 'unauthorized' }]);
  });
});

function formOf(parts: readonly Part[]): FormData {
  const form = new FormData();
  for (const { name, value, filename } of parts) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, filename);
  }
  return form;
}

async function call(name: string, parts: readonly Part[]) {
  return post(name, { body: formOf(parts) });
}

async function post(
  name: string,
  { body, type }: { readonly body: FormData | string; readonly type?: string },
): Promise<{ readonly status: number; readonly body: unknown }> {
  const headers = {
    'X-Parse-Application-Id': server.appId,
    ...(type !== undefined && { 'Content-Type': type }),
  };
  const response = await fetch(`${server.url}/functions/${name}`, { method: 'POST', headers, body });
  return { status: response.status, body: await response.json() };
}
