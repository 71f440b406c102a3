import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { rawRequest, requestText, statusOf } from './raw-request.js';
import { startServer, type TestServer } from './start-server.js';

const SMALL = { rest: { maxUploadSize: 1000 } };

async function expectAlive({ ask, errors }: TestServer): Promise<void> {
  expect(await ask('GET', '/classes/Alive')).toMatchObject({ status: 200 });
  expect(errors).toEqual([]);
}

function open(port: number, text: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, () => resolve(socket)));
    socket.on('error', reject);
  });
}

describe('bodies', () => {
  test.each([
    ['announced', ['Content-Length: 1001'], 'x'.repeat(1001)],
    ['announced and not sent', ['Content-Length: 99999999999'], ''],
    ['in chunks', ['Transfer-Encoding: chunked'], `3e9\r\n${'x'.repeat(1001)}\r\n0\r\n\r\n`],
    ['in chunks without an end', ['Transfer-Encoding: chunked'], `3e9\r\n${'x'.repeat(1001)}\r\n`],
  ])('larger than the limit, %s, get 413', async (_name, headers, body) => {
    const server = await startServer(SMALL);
    const answer = await firstAnswer(server.port, requestText('POST /parse/classes/A', headers, body));
    expect(statusOf(answer)).toBe(413);
    expect(answer).toContain('{"error":"request entity too large"}');
    await expectAlive(server);
  });

  test('that inflate over the limit get 413', async () => {
    const server = await startServer(SMALL);
    const bomb = gzipSync(`{"a":"${'x'.repeat(1_000_000)}"}`).toString('latin1');
    const headers = ['Content-Encoding: gzip', `Content-Length: ${bomb.length}`];
    const answer = await firstAnswer(server.port, requestText('POST /parse/classes/A', headers, bomb));
    expect(statusOf(answer)).toBe(413);
    await expectAlive(server);
  });

  test('that stop half-way are forgotten when the client hangs up', async () => {
    const server = await startServer();
    const text = requestText('POST /parse/classes/A', ['Content-Length: 500'], '{"a":');
    const sockets = await Promise.all(Array.from({ length: 20 }, () => open(server.port, text)));
    await Promise.all(
      sockets.map((socket) => new Promise((resolve) => socket.on('close', resolve).destroy())),
    );
    await expectAlive(server);
    expect((await server.ask('GET', '/classes/A')).json).toEqual({ results: [] });
  });

  test('that arrive slowly hold nobody else up', async () => {
    const server = await startServer();
    const head = requestText('POST /parse/classes/A', ['Content-Length: 7'], '{"a"');
    const socket = await open(server.port, head);
    expect(await server.ask('POST', '/classes/A', { body: { a: 2 } })).toMatchObject({ status: 201 });
    const answered = new Promise<string>((resolve) =>
      socket.once('data', (data) => resolve(data.toString())),
    );
    socket.write(':1}');
    expect(statusOf(await answered)).toBe(201);
    socket.destroy();
    await expectAlive(server);
  });

  const table: readonly [string, number][] = [
    ['', 201],
    ['[]', 201],
    ['[1]', 400],
    ['nul', 400],
    ['{"a":1', 400],
    ['{"a":1e400}', 400],
    ['\u0000', 400],
    ['{"__proto__":{"a":1}}', 400],
    ['{"constructor":{"prototype":{"a":1}}}', 400],
    ['{"a":{"__proto__":{"b":1}}}', 400],
    ['{"_method":{"$ne":1}}', 201],
    ['{"_method":"__proto__"}', 404],
    [`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400],
    [`{"a":${'{"b":'.repeat(20_000)}1${'}'.repeat(20_000)}}`, 400],
  ];
  test.each(table.map(named))('$name gets $status', async ({ text: body, status }) => {
    const server = await startServer();
    const answer = await server.ask('POST', '/classes/A', { body });
    expect(answer.status).toBe(status);
    expect(Object.prototype).not.toHaveProperty('a');
    await expectAlive(server);
  });
});

describe('paths', () => {
  const table: readonly [string, number][] = [
    ['/parse/classes/%E0%A4%A', 400],
    ['/parse/classes/A/%', 400],
    ['/parse/nope/%', 404],
    ['/parse/classes/..', 404],
    ['/parse/classes/../schemas', 404],
    ['/parse/./classes/A', 404],
    ['/parse/classes/%2e%2e/A', 400],
    ['/parse/classes/%00', 400],
    ['/parse/classes/A/a%2Fb', 404],
    ['/parse/classes/__proto__', 400],
    [`/parse/classes/A/${'x'.repeat(8000)}`, 404],
    [`/parse${'/x'.repeat(5000)}`, 404],
    [`/parse/${'/'.repeat(10_000)}health`, 200],
    ['/parse/classes/A?', 200],
    ['/parse/classes/A?&&=', 200],
    ['/parse/classes/A?limit=1&limit=2', 400],
    ['/parse/classes/A?limit[a]=1', 400],
    ['/parse/classes/A?__proto__=1', 400],
    ['/parse/classes/A?where=%E0%A4%A', 400],
    ['*', 404],
    ['//parse/health', 404],
  ];
  test.each(table.map(named))('$name gets $status', async ({ text: path, status }) => {
    const server = await startServer();
    expect(statusOf(await rawRequest(server.port, requestText(`GET ${path}`)))).toBe(status);
    await expectAlive(server);
  });
});

describe('headers', () => {
  test.each([
    ['a key sent twice', ['X-Parse-Master-Key: mk', 'X-Parse-Master-Key: mk'], 200],
    ['an app sent twice', ['X-Parse-Application-Id: app'], 403],
    ['a context that is none', ['X-Parse-Cloud-Context: {bad'], 400],
    ['a context with __proto__', ['X-Parse-Cloud-Context: {"__proto__":{"a":1}}'], 200],
    ['bytes that are no ASCII', ['X-Parse-Session-Token: r:\u00ff\u00fe'], 400],
    ['a damaged Basic header', ['Authorization: Basic \u00ff'], 200],
    ['a charset without end', [`Content-Type: a/b;charset=${'"'.repeat(5000)}`], 200],
    ['a content type of spaces', [`Content-Type: a=b;${' '.repeat(7000)}charset`], 200],
    ['a method of its own', ['X-HTTP-Method-Override: DELETE'], 200],
  ])('%s', async (_name, headers, status) => {
    const server = await startServer();
    const answer = await rawRequest(server.port, requestText('GET /parse/classes/A', headers));
    expect(statusOf(answer)).toBe(status);
    await expectAlive(server);
  });
});

test('requests sent in one go are answered in order', async () => {
  const server = await startServer();
  const keepAlive = (path: string) =>
    `GET ${path} HTTP/1.1\r\nHost: x\r\nX-Parse-Application-Id: app\r\n\r\n`;
  const text = keepAlive('/parse/health') + keepAlive('/parse/classes/A') + requestText('GET /parse/nope');
  const statuses = [...(await rawRequest(server.port, text)).matchAll(/HTTP\/1\.1 (\d+)/g)].map(
    (match) => match[1],
  );
  expect(statuses).toEqual(['200', '200', '404']);
});

test('a client that hangs up before its answer does no harm', async () => {
  const server = await startServer();
  const text = requestText('GET /parse/classes/A');
  const sockets = await Promise.all(Array.from({ length: 50 }, () => open(server.port, text)));
  for (const socket of sockets) socket.destroy();
  await expectAlive(server);
});

/** What comes back first; a server may leave the connection of a body open that is still being sent. */
function firstAnswer(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    socket.once('data', (data) => {
      resolve(data.toString('latin1'));
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

function named([text, status]: readonly [string, number]) {
  return { name: JSON.stringify(text.slice(0, 60)), text, status };
}
