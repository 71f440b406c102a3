import {
  date,
  scenario,
  pointer,
  post,
  put,
  signUp,
  unset,
  type Json,
  type JsonObject,
  type Scenario,
  type Step,
} from '../../dsl.js';

const byMaster = { by: 'master' } as const;

/** A function that another server runs, at an address of `cloud/hook-target.cjs`. Webhooks are not removed with classes. */
const withFunction = (title: string, path: string, ...steps: readonly Step[]): Scenario =>
  scenario(
    title,
    [
      post('/functions/target', {}, { name: 'target' }),
      post('/hooks/functions', { functionName: 'away', url: `<target.result>${path}` }, byMaster),
      ...steps,
      put('/hooks/functions/away', unset, byMaster),
    ],
    { profile: 'webhooks' },
  );

const call = (params: JsonObject = {}, options = {}): Step => post('/functions/away', params, options);

const saying = (body: string, query = ''): string => `/say?body=${encodeURIComponent(body)}${query}`;

const answers: readonly (readonly [string, Json])[] = [
  ['a text', 'x'],
  ['a number', 7],
  ['null', null],
  ['false', false],
  ['a list', [1, { a: 1 }]],
  ['a date', date('2024-01-01T00:00:00.000Z')],
  ['a pointer', pointer('Note', 'id')],
  ['an object', { __type: 'Object', className: 'Note', objectId: 'id', n: 1 }],
];

const errors: readonly (readonly [string, Json])[] = [
  ['a text', 'no'],
  ['an empty text', ''],
  ['a number', 7],
  ['null', null],
  ['false', false],
  ['a code and a message', { code: 9001, message: 'no' }],
  ['a code and an error', { code: 9001, error: 'no' }],
  ['a code as text', { code: '9001', message: 'no' }],
  ['a message', { message: 'no' }],
  ['a map', { a: 1 }],
  ['a list', ['no']],
];

const broken: readonly (readonly [string, string])[] = [
  ['nothing', saying('')],
  ['a text', saying('x')],
  ['a plain text', saying('OK', '&type=text/plain')],
  ['a page', saying('<p>OK</p>', '&type=text/html')],
  ['nothing of any type', saying('', '&type=text/plain')],
  ['nothing, by its status', saying('', '&status=204')],
  ['JSON of another type', saying('{"success":1}', '&type=text/plain')],
  ['JSON that is null', saying('null')],
  ['JSON that is a text', saying('"x"')],
  ['JSON that is a list', saying('[]')],
  ['an empty object', saying('{}')],
  ['an object without either', saying('{"result":1}')],
  ['both', saying('{"success":1,"error":"no"}')],
  ['a success with status 201', saying('{"success":1}', '&status=201')],
  ['a success with status 400', saying('{"success":1}', '&status=400')],
  ['an error with status 400', saying('{"error":"no"}', '&status=400')],
  ['an error with status 500', saying('{"error":"no"}', '&status=500')],
  ['a text with status 500', saying('broken', '&status=500')],
];

export const scenarios = [
  withFunction(
    'A function elsewhere is told who asks, and for what',
    '/echo',
    signUp('alice'),
    call(),
    call({ n: 1, list: [{ a: 1 }], text: 'x' }),
    call({ n: 1 }, { by: 'alice' }),
    call({ n: 1 }, byMaster),
    call({ n: 1 }, { by: 'readOnly' }),
    call({ n: 1 }, { headers: { 'X-Parse-Installation-Id': 'phone', 'X-Parse-Cloud-Context': '{"c":1}' } }),
  ),
  ...answers.map(([what, success]) =>
    withFunction(
      `The success of a function elsewhere is ${what}`,
      saying(JSON.stringify({ success })),
      call(),
    ),
  ),
  ...errors.map(([what, error]) =>
    withFunction(`The error of a function elsewhere is ${what}`, saying(JSON.stringify({ error })), call()),
  ),
  ...broken.map(([what, path]) => withFunction(`A function elsewhere answers ${what}`, path, call())),
  withFunction('A function elsewhere is moved', '/say?status=302&to=/echo', call()),
  withFunction(
    'A function elsewhere is moved to where nobody is',
    '/say',
    put('/hooks/functions/away', { url: 'http://127.0.0.1:9/none' }, byMaster),
    call(),
  ),
];
