import type { IncomingMessage, ServerResponse } from 'node:http';
import express, {
  type NextFunction,
  type Request as ExpressRequest,
  type Response as ExpressResponse,
} from 'express';
import { describe, expect, test } from 'vitest';
import {
  createWaitingHandler,
  fetchHandler,
  nodeHandler,
  type NodeRequest,
  type ServerState,
} from '../src/index.js';
import { rawRequest, requestText } from './raw-request.js';
import { listen, restHandlerOf, sendTo, startApp, startServer } from './start-server.js';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET,PUT,POST,DELETE,OPTIONS',
  'access-control-allow-headers': expect.stringContaining('X-Parse-Application-Id'),
  'access-control-expose-headers': 'X-Parse-Job-Status-Id, X-Parse-Push-Status-Id',
};

describe('every answer', () => {
  test.each([
    ['GET', '/classes/Game', {}, 200],
    ['GET', '/classes/Game/x', {}, 404],
    ['GET', '/classes/Game/%E0%A4%A', {}, 400],
    ['GET', '/schemas', {}, 403],
    ['GET', '/classes/Game', { headers: { 'X-Parse-Application-Id': '' } }, 403],
    ['POST', '/classes/Game', { body: '{bad' }, 400],
    ['GET', '/nope', {}, 404],
    ['GET', '/health', { headers: { 'X-Parse-Application-Id': '' } }, 200],
    ['OPTIONS', '/nope', { headers: { 'X-Parse-Application-Id': '' } }, 200],
  ])('%s %s carries CORS headers and a length', async (method, path, ask, status) => {
    const server = await startServer();
    const answer = await server.ask(method, path, ask);
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(CORS);
    expect(Number(answer.headers.get('content-length'))).toBe(Buffer.byteLength(answer.text));
  });
});

test('a preflight is answered with OK', async () => {
  const { ask } = await startServer();
  const { text, headers } = await ask('OPTIONS', '/classes/Game');
  expect(text).toBe('OK');
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
});

test('HEAD is GET without its body', async () => {
  const { ask } = await startServer();
  const get = await ask('GET', '/classes/Game');
  const head = await ask('HEAD', '/classes/Game');
  expect(head).toMatchObject({ status: 200, text: '' });
  expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
});

describe('an unknown route', () => {
  test.each([
    ['GET', '/nope'],
    ['GET', '/'],
    ['GET', '/classes'],
    ['PUT', '/classes/Game'],
    ['PATCH', '/classes/Game/x'],
    ['POST', '/classes/Game/x'],
    ['GET', '/batch'],
    ['GET', '/functions/x'],
  ])('%s %s is answered with a page that says so', async (method, path) => {
    const { ask } = await startServer();
    const { status, text, headers } = await ask(method, path);
    expect(status).toBe(404);
    expect(text).toContain(`<pre>Cannot ${method} /parse${path}</pre>`);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('the page escapes the path, and names the method that was meant', async () => {
    const { port } = await startServer();
    const answer = await rawRequest(port, requestText('GET /parse/<script>"&\''));
    expect(answer).toContain('Cannot GET /parse/&lt;script&gt;&quot;&amp;&#39;');
    const body = '{"_method":"PATCH"}';
    const meant = await rawRequest(
      port,
      requestText('POST /parse/classes/A', [`Content-Length: ${body.length}`], body),
    );
    expect(meant).toContain('Cannot PATCH /parse/classes/A');
  });
});

describe('the state of the server', () => {
  test.each<[ServerState, number]>([
    ['initialized', 503],
    ['starting', 503],
    ['error', 503],
    ['ok', 200],
  ])('%s shows in /health', async (state, status) => {
    const { ask } = await startServer({ rest: { state: () => state } });
    const health = await ask('GET', '/HEALTH/');
    expect(health).toMatchObject({ status, json: { status: state } });
    expect(health.headers.get('retry-after')).toBe(state === 'ok' ? null : '1');
    if (state === 'ok') return;
    expect(await ask('GET', '/classes/Game')).toMatchObject({
      status: 500,
      json: { code: 1, error: `Invalid server state: ${state}` },
    });
  });

  test('is told before there is an app', async () => {
    const handler = createWaitingHandler({ state: () => 'starting', allowOrigin: 'http://a' });
    const { port } = await listen(nodeHandler(handler));
    expect(await sendTo(`http://127.0.0.1:${port}/health`, 'GET')).toMatchObject({ status: 503 });
    const other = await sendTo(`http://127.0.0.1:${port}/classes/A`, 'GET');
    expect(other).toMatchObject({ status: 500, json: { code: 1, error: 'Invalid server state: starting' } });
    expect(other.headers.get('access-control-allow-origin')).toBe('http://a');
    expect(await sendTo(`http://127.0.0.1:${port}/classes/A`, 'OPTIONS')).toMatchObject({ status: 200 });
  });
});

describe('node:http', () => {
  test('the mount is a whole segment', async () => {
    const { port } = await startServer();
    const at = (path: string) => sendTo(`http://127.0.0.1:${port}${path}`, 'GET');
    expect(await at('/parse/health')).toMatchObject({ status: 200 });
    expect(await at('/parser/health')).toMatchObject({
      status: 404,
      text: expect.stringContaining('Cannot GET /parser'),
    });
    expect(await at('/health')).toMatchObject({ status: 404 });
    expect(await at('/classes/Game')).toMatchObject({ status: 404 });
    expect(await at('/parse')).toMatchObject({ status: 404 });
  });

  test('a URL of absolute form is its path', async () => {
    const { port } = await startServer();
    const answer = await rawRequest(port, requestText('GET http://example.com/parse/health?x=1'));
    expect(answer).toContain('{"status":"ok"}');
    expect(await rawRequest(port, requestText('GET http://example.com'))).toContain('404 Not Found');
  });
});

describe('Express', () => {
  async function hosted(
    configure: (host: ReturnType<typeof express>, listener: ReturnType<typeof nodeHandler>) => void,
    options = {},
  ) {
    const { app } = await startApp();
    const host = express();
    configure(host, nodeHandler(restHandlerOf(app), options));
    const { port } = await listen(host);
    return (method: string, path: string, ask = {}) => sendTo(`http://127.0.0.1:${port}${path}`, method, ask);
  }

  test('mounts the handler, and Location has the mount', async () => {
    const ask = await hosted((host, parse) => host.use('/a/b', parse));
    const created = await ask('POST', '/a/b/classes/Game', { body: { a: 1 } });
    expect(created.headers.get('location')).toBe(`/a/b/classes/Game/${created.json.objectId}`);
    expect(await ask('GET', '/a/b/classes/Game?limit=0')).toMatchObject({ json: { results: [] } });
  });

  test.each([
    ['express.json', express.json()],
    ['express.text', express.text({ type: '*/*' })],
    ['express.raw', express.raw({ type: '*/*' })],
    ['a parser of another type', express.urlencoded()],
  ])('a body that %s has read is taken from it', async (_name, parser) => {
    const ask = await hosted((host, parse) => host.use(parser).use('/parse', parse));
    const { json } = await ask('POST', '/parse/classes/Game', { body: { a: 1 } });
    expect(await ask('GET', `/parse/classes/Game/${json.objectId}`)).toMatchObject({ json: { a: 1 } });
    expect(await ask('GET', '/parse/classes/Game')).toMatchObject({ status: 200 });
  });

  test('gets what no route knows, with its body unread', async () => {
    const ask = await hosted((host, parse) => {
      host.use('/parse', parse);
      host.post('/parse/mine', express.json(), (request, response) => {
        response.json({ mine: request.body });
      });
    });
    const mine = await ask('POST', '/parse/mine', { body: { a: 1 } });
    expect(mine).toMatchObject({ status: 200, json: { mine: { a: 1 } } });
    expect(mine.headers.get('access-control-allow-origin')).toBe('*');
    expect(await ask('PATCH', '/parse/classes/Game', {})).toMatchObject({ status: 404 });
  });

  test('renders errors itself when told to', async () => {
    const ask = await hosted(
      (host, parse) => {
        host.use('/parse', parse);
        host.use((error: Error, _request: ExpressRequest, response: ExpressResponse, next: NextFunction) => {
          if (response.headersSent) next(error);
          else response.status(418).json({ host: error.message });
        });
      },
      { enableExpressErrorHandler: true },
    );
    expect(await ask('GET', '/parse/classes/Game/x')).toMatchObject({
      status: 418,
      json: { host: 'Object not found.' },
    });
    expect(await ask('GET', '/parse/classes/Game')).toMatchObject({ status: 200 });
  });

  test('says who is calling when it trusts its proxies and we were told nothing', async () => {
    const { app } = await startApp({ keys: { masterKeyIps: ['6.6.6.6'] } });
    const host = express()
      .set('trust proxy', true)
      .use('/parse', nodeHandler(restHandlerOf(app)));
    const { port } = await listen(host);
    const headers = { 'X-Forwarded-For': '6.6.6.6' };
    const ask = { master: true, headers };
    expect(await sendTo(`http://127.0.0.1:${port}/parse/schemas`, 'OPTIONS', ask)).toMatchObject({
      status: 200,
    });
    expect(await sendTo(`http://127.0.0.1:${port}/parse/serverInfo`, 'GET', { master: true })).toMatchObject({
      status: 403,
    });
    expect(await sendTo(`http://127.0.0.1:${port}/parse/classes/A`, 'GET', ask)).toMatchObject({
      status: 200,
    });
  });
});

test('Connect takes the mount off the URL and keeps the original', async () => {
  const { app } = await startApp();
  const parse = nodeHandler(restHandlerOf(app));
  const { port } = await listen((request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? '';
    const mounted: NodeRequest = Object.assign(request, { originalUrl: url, url: url.replace(/^\/api/, '') });
    parse(mounted, response, () => response.writeHead(404).end());
  });
  const created = await sendTo(`http://127.0.0.1:${port}/api/classes/Game?x=1`, 'POST', { body: {} });
  expect(created.headers.get('location')).toBe(`/api/classes/Game/${created.json.objectId}`);
});

test.each([
  { trustProxy: undefined, forwarded: '203.0.113.1', calls: 1 },
  { trustProxy: false, forwarded: '203.0.113.1', calls: 0 },
  { trustProxy: 1, forwarded: '203.0.113.1', calls: 0 },
  { trustProxy: undefined, forwarded: undefined, calls: 0 },
])('a proxy on this machine is told of once, unless settings say what it is: %j', async (situation) => {
  const { trustProxy, forwarded, calls } = situation;
  const { app } = await startApp();
  let told = 0;
  const { port } = await listen(
    nodeHandler(restHandlerOf(app), {
      ...(trustProxy !== undefined && { trustProxy }),
      onUnknownProxy: () => (told += 1),
    }),
  );
  for (let round = 0; round < 2; round += 1) {
    await fetch(`http://127.0.0.1:${port}/health`, {
      headers: forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded },
    });
  }
  expect(told).toBe(calls);
});

describe('Fetch', () => {
  const headers = { 'X-Parse-Application-Id': 'app', 'Content-Type': 'application/json' };

  test('requests and responses', async () => {
    const { app } = await startApp();
    const serve = fetchHandler(restHandlerOf(app), { mountPath: '/parse/' });
    const post = (body: string) =>
      new Request('http://x/parse/classes/Game', { method: 'POST', headers, body });
    const created = await serve(post('{"a":1}'));
    expect(created.status).toBe(201);
    const { objectId } = JSON.parse(await created.text());
    expect(created.headers.get('location')).toBe(`/parse/classes/Game/${objectId}`);
    const found = await serve(new Request('http://x/parse/classes/Game?where={"a":1}', { headers }));
    expect(JSON.parse(await found.text())).toMatchObject({ results: [{ a: 1 }] });
    const head = await serve(new Request('http://x/parse/classes/Game', { method: 'HEAD', headers }));
    expect(await head.text()).toBe('');
    expect((await serve(new Request('http://x/other', { headers }))).status).toBe(404);
  });

  test('bodies over the limit are not read to their end', async () => {
    const { app } = await startApp();
    const serve = fetchHandler(restHandlerOf(app, { rest: { maxUploadSize: 1000 } }));
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(400));
      },
    });
    const request = new Request('http://x/classes/Game', {
      method: 'POST',
      headers,
      body: endless,
      duplex: 'half',
    });
    expect((await serve(request)).status).toBe(413);
    expect(sent).toBeLessThan(10);
  });

  test('the master key works for addresses that the runtime tells, and for none otherwise', async () => {
    const { app } = await startApp();
    const master = { headers: { ...headers, 'X-Parse-Master-Key': 'mk' } };
    const handler = restHandlerOf(app);
    const request = () => new Request('http://x/classes/Game', master);
    expect((await fetchHandler(handler)(request())).status).toBe(403);
    expect((await fetchHandler(handler, { ip: () => '127.0.0.1' })(request())).status).toBe(200);
    expect((await fetchHandler(handler)(request(), { ip: '127.0.0.1' })).status).toBe(200);
    const elsewhere = { ip: () => '127.0.0.1' };
    expect((await fetchHandler(handler, elsewhere)(request(), { ip: '203.0.113.1' })).status).toBe(403);
  });
});
