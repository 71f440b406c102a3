import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { AdapterError, ConfigError } from '@parse/core/adapter';
import { describe, expect, onTestFinished, test } from 'vitest';
import { smtpEmail, type SmtpEmailOptions } from '../src/index.js';
import { adapterAt, onlyMail, openAdapter } from './open-adapter.js';

const message = { to: 'ann@example.com', subject: 's', text: 't' };

/** What became of a mail that was handed in at the port. */
async function outcomeAt(port: number, options: Partial<SmtpEmailOptions> = {}): Promise<unknown> {
  try {
    await adapterAt(port, options).send(message);
    return 'sent';
  } catch (error) {
    return error;
  }
}

describe('a server that', () => {
  test('is down makes sending fail', async () => {
    const { server } = await openAdapter();
    await server.close();
    const error = await outcomeAt(server.port);
    expect(error).toBeInstanceOf(AdapterError);
    expect(error).toMatchObject({
      adapter: 'smtp',
      message: expect.stringContaining('the mail was not sent'),
    });
  });

  test.each<[string, (socket: Socket) => unknown]>([
    ['never greets', () => undefined],
    ['greets and says no more', (socket) => socket.write('220 slow.example ESMTP\r\n')],
    [
      'goes on greeting without an end',
      (socket) => {
        const timer = setInterval(() => socket.write('220-not yet\r\n'), 20);
        socket.on('close', () => clearInterval(timer));
      },
    ],
  ])('%s makes sending fail when the time is over', async (_behaviour, onConnection) => {
    expect(await outcomeAt(await listen(onConnection), { timeout: 200 })).toBeInstanceOf(AdapterError);
  });

  test.each<[string, (socket: Socket) => unknown]>([
    ['hangs up', (socket) => socket.destroy()],
    ['speaks another protocol', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['refuses everybody', (socket) => socket.end('554 go away\r\n')],
  ])('%s makes sending fail', async (_behaviour, onConnection) => {
    expect(await outcomeAt(await listen(onConnection))).toBeInstanceOf(AdapterError);
  });

  test('does not accept the password is not followed by an error that tells it', async () => {
    const { server } = await openAdapter(
      {},
      { allowInsecureAuth: true, onAuth: (_auth, _session, done) => done(new Error('no')) },
    );
    const error = await outcomeAt(server.port, { auth: { user: 'shop', pass: 'hunter2' } });
    expect(error).toBeInstanceOf(AdapterError);
    expect(String(error)).toMatch(/EAUTH/);
    expect(String(error)).not.toContain('hunter2');
  });

  test('offers no TLS gets no mail when TLS is required', async () => {
    const { server } = await openAdapter();
    expect(await outcomeAt(server.port, { requireTLS: true })).toBeInstanceOf(AdapterError);
    expect(server.mails).toEqual([]);
  });

  test('has a certificate that nobody vouches for gets mail only when the TLS options say so', async () => {
    const { server } = await openAdapter({}, { disabledCommands: [] });
    expect(await outcomeAt(server.port, { requireTLS: true })).toBeInstanceOf(AdapterError);
    const tls = { rejectUnauthorized: false };
    expect(await outcomeAt(server.port, { requireTLS: true, tls })).toBe('sent');
    expect(server.mails).toHaveLength(1);
  });
});

test('connections are kept and shared', async () => {
  const { server, email } = await openAdapter({ pool: { maxConnections: 1 } });
  for (const subject of ['1', '2', '3']) await email.send({ ...message, subject });
  expect(server.mails.map(({ subject }) => subject)).toEqual(['1', '2', '3']);
  expect(server.connections()).toBe(1);
});

test('mails are signed when there is a key', async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const { server, email } = await openAdapter({
    dkim: { domainName: 'shop.example', keySelector: 'mail', privateKey },
  });
  await email.send(message);
  expect(onlyMail(server).raw).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256;[^]*d=shop\.example;[^]*s=mail;/);
});

test('the sender has a name of any script and with any signs', async () => {
  const from = { name: 'Läden, "GmbH" <x>', address: 'noreply@shop.example' };
  const { server, email } = await openAdapter({ from });
  await email.send(message);
  expect(onlyMail(server).parsed.from?.value).toEqual([from]);
});

/** As a configuration file has them, which no compiler sees. */
const fromJson = (text: string) => JSON.parse(text) as Partial<SmtpEmailOptions>;

test.each<[string, Partial<SmtpEmailOptions>, RegExp]>([
  ['a sender that is no address', { from: 'Shop' }, /from must be an address/],
  ['a sender of two lines', { from: 'Shop\r\nBcc: x@evil.example <a@b.example>' }, /from must be an address/],
  ['two senders', { from: 'a@b.example, c@d.example' }, /from must be an address/],
  ['no host', { host: '' }, /host must be the name/],
  ['a URL for a host', { host: 'smtp://mail.example' }, /host must be the name/],
  ['a port out of range', { port: 70_000 }, /port must be/],
  ['no time', { timeout: 0 }, /timeout must be/],
  ['an option that is mistyped', fromJson('{ "requireTls": false }'), /smtpEmail\.requireTLS\?/],
  ['an option that there is not', fromJson('{ "colour": "red" }'), /smtpEmail\.colour is not an option\.$/],
  [
    'a part of one that is mistyped',
    fromJson('{ "auth": { "username": "shop", "pass": "secret" } }'),
    /smtpEmail\.auth\.username is not an option/,
  ],
])('%s is refused with a ConfigError', (_fault, options, problem) => {
  const make = () => smtpEmail({ from: 'a@b.example', host: 'localhost', ...options });
  expect(make).toThrow(ConfigError);
  expect(make).toThrow(problem);
});

/** A server that does this with every connection; it ends with the test. */
async function listen(onConnection: (socket: Socket) => unknown): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}
