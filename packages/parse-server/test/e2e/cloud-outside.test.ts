import { createServer, type IncomingMessage } from 'node:http';
import { memoryStorage } from '@parse/storage-memory';
import Parse from 'parse/node';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { connectSdk } from './support/connect-sdk.js';
import { createLogLines, type LogLines } from './support/log-lines.js';
import { serverCloud } from './support/server-cloud.js';
import { startServer, type TestServerOptions } from './support/start-server.js';

// What Cloud Code reaches beside the database, which no storage has to do with.

interface Outside {
  readonly url: string;
  readonly requests: readonly { readonly method: string; readonly url: string; readonly body: string }[];
  readonly types: readonly (string | undefined)[];
  close(): void;
}

/** A server that answers as its path says. */
async function startOutside(): Promise<Outside> {
  const requests: { method: string; url: string; body: string }[] = [];
  const types: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method = '', url = '' } = request;
      requests.push({ method, url, body });
      types.push(request.headers['content-type']);
      response.setHeader('Set-Cookie', ['a=1; Path=/', 'b=two']);
      if (url.startsWith('/json')) response.setHeader('Content-Type', 'application/json; charset=utf-8');
      if (url.startsWith('/form')) response.setHeader('Content-Type', 'application/x-www-form-urlencoded');
      if (url.startsWith('/moved')) response.writeHead(302, { Location: '/json' });
      if (url.startsWith('/missing')) response.writeHead(404);
      response.end(url.startsWith('/form') ? 'x=1&y=a%20b' : '{"ok":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, requests, types, close: () => void server.close() };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function start(options: Omit<TestServerOptions, 'appId' | 'logger'>): Promise<LogLines> {
  const logger = createLogLines();
  const storage = {
    name: 'memory',
    create: async () => memoryStorage(),
    lacks: new Set<never>(),
    isServer: false,
  };
  const server = await startServer(storage, { appId: 'outside', logger, ...options });
  onTestFinished(() => server.close());
  connectSdk(server);
  return logger;
}

describe('httpRequest', () => {
  let outside: Outside;
  beforeAll(async () => {
    outside = await startOutside();
  });
  afterAll(() => outside.close());
  const send = async (path: string, options: object = {}) => {
    await start({ cloud: () => undefined });
    return serverCloud.httpRequest({ url: `${outside.url}${path}`, ...options });
  };

  test('gives status, headers, cookies and the body in every form', async () => {
    const response = await send('/json');
    expect(response).toMatchObject({
      status: 200,
      text: '{"ok":true}',
      data: { ok: true },
      cookies: { a: { value: '1' }, b: { value: 'two' } },
    });
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.buffer.toString()).toBe(response.text);
    expect((await send('/form')).data).toEqual({ x: '1', y: 'a b' });
    expect((await send('/other')).data).toBeUndefined();
  });

  test.each([
    ['a form without a type', { body: { a: 1, b: ['x', 'y'] } }, 'a=1&b=x&b=y', /^application\/x-www-form/],
    ['JSON', { body: { a: [1] }, headers: { 'content-type': 'application/json' } }, '{"a":[1]}', /json/],
    ['text', { body: 'as it is', headers: { 'Content-Type': 'text/plain' } }, 'as it is', /^text\/plain/],
    ['bytes', { body: Buffer.from('raw'), headers: { 'Content-Type': 'x/y' } }, 'raw', /^x\/y/],
  ])('sends %s', async (_what, options, body, type) => {
    await send('/json', { method: 'post', ...options });
    expect(outside.requests.at(-1)).toEqual({ method: 'POST', url: '/json', body });
    expect(outside.types.at(-1)).toMatch(type);
  });

  test.each([
    ['an object', { q: 'Sean Plott', n: 1 }],
    ['a text', 'q=Sean Plott&n=1'],
  ])('adds parameters to the URL: %s', async (_what, params) => {
    await send('/json?first=0', { params });
    expect(outside.requests.at(-1)?.url).toBe('/json?first=0&q=Sean+Plott&n=1');
  });

  test('follows a redirect when told to', async () => {
    expect(await send('/moved')).toMatchObject({ status: 302 });
    expect(await send('/moved', { followRedirects: true })).toMatchObject({
      status: 200,
      data: { ok: true },
    });
  });

  test('fails with the answer of a status that is an error, and tells callbacks of it', async () => {
    const told: unknown[] = [];
    const tell = (name: string) => (what: { readonly status: number }) => void told.push([name, what.status]);
    const callbacks = { success: tell('success'), error: tell('error') };
    await expect(send('/missing', callbacks)).rejects.toMatchObject({ status: 404, text: '{"ok":true}' });
    await send('/json', callbacks);
    expect(told).toEqual([
      ['error', 404],
      ['success', 200],
    ]);
    await expect(send('', { url: 'no url' })).rejects.toThrow('needs a URL');
  });
});

describe('sendEmail', () => {
  test('hands the mail to the adapter', async () => {
    const mails: object[] = [];
    await start({
      cloud: () => undefined,
      emailAdapter: { sendMail: async (mail: object) => void mails.push(mail) },
    });
    await serverCloud.sendEmail({ to: 'a@example.com', subject: 'Hi', text: 'there', template: 'mine' });
    expect(mails).toEqual([{ to: 'a@example.com', subject: 'Hi', text: 'there', template: 'mine' }]);
  });

  test('fails as the adapter does', async () => {
    await start({
      cloud: () => undefined,
      emailAdapter: { sendMail: () => Promise.reject(new Error('mailbox full')) },
    });
    await expect(serverCloud.sendEmail({ to: 'a@example.com' })).rejects.toThrow('mailbox full');
  });

  test('tells the log when there is no adapter', async () => {
    const log = await start({ cloud: () => undefined });
    await serverCloud.sendEmail({ to: 'a@example.com' });
    expect(log.lines).toContainEqual(
      expect.stringMatching(/^error Parse.Cloud.sendEmail: .* no emailAdapter/),
    );
  });
});

test('handlers of live queries load, with one warning that they are not called yet', async () => {
  const log = await start({
    cloud: () => {
      serverCloud.beforeConnect(() => undefined);
      serverCloud.beforeSubscribe('Game', () => undefined, { requireUser: true });
      serverCloud.afterLiveQueryEvent(Parse.User, () => undefined);
      serverCloud.onLiveQueryEvent(() => undefined);
    },
  });
  expect(log.lines.filter((line) => line.includes('live queries'))).toEqual([
    expect.stringMatching(/^warn .*beforeConnect.*kept and not called/),
  ]);
});

test('handlers of live queries are checked like others', async () => {
  const cloud = () => serverCloud.beforeSubscribe('Game', () => undefined, { requireNobody: true });
  await expect(start({ cloud })).rejects.toThrow('requireNobody');
});

test('options of limits that nothing makes use of are told about by name', async () => {
  const limit = { requestCount: 9, requestTimeWindow: 60_000 };
  const rules = { rateLimit: { ...limit, redisUrl: 'redis://127.0.0.1' } };
  const log = await start({
    cloud: () => {
      // The SDK's types do not know the option.
      Reflect.apply(Parse.Cloud.define, Parse.Cloud, ['counted', () => 1, rules]);
      Reflect.apply(Parse.Cloud.beforeSave, Parse.Cloud, ['Counted', () => undefined, rules]);
      Parse.Cloud.beforeFind('Counted', () => undefined, { rateLimit: limit });
    },
  });
  expect(log.lines.filter((line) => line.includes('redisUrl'))).toEqual([
    expect.stringMatching(/^warn rateLimit\.redisUrl of function counted is not used/),
    expect.stringMatching(/^warn rateLimit\.redisUrl of beforeSave Counted is not used/),
  ]);
});
