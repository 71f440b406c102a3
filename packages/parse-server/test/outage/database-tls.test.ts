import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { makeCertificates, privateService, type Certificates, type PrivateService } from '@tools/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../support/command.js';

// Options reach the driver through the whole server: what it is started with is what an operator writes.

let folder = '';
let certificates: Certificates;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'database-tls-'));
  certificates = await makeCertificates();
});
afterAll(async () => {
  certificates.remove();
  await rm(folder, { recursive: true });
});

interface Start {
  readonly databaseURI: string;
  readonly databaseOptions?: Readonly<Record<string, unknown>>;
}

/** Starts the server; resolves with `serves`, or with what it says when it does not start. */
async function outcomeOf({ databaseURI, databaseOptions = {} }: Start): Promise<string> {
  const args = ['--appId', 'shop', '--masterKey', 'm', '--host', '127.0.0.1', '--port', '0'];
  const environment = { PARSE_SERVER_DATABASE_OPTIONS: JSON.stringify(databaseOptions) };
  const command = runCommand(folder, [...args, '--databaseURI', databaseURI], environment);
  const serves = await command.line(/"port":\d+/).then(
    () => true,
    () => false,
  );
  await command.stop('SIGTERM');
  return serves ? 'serves' : command.output();
}

function withParameters(uri: string, parameters: Readonly<Record<string, string>>): string {
  const location = new URL(uri);
  for (const [name, value] of Object.entries(parameters)) location.searchParams.set(name, value);
  return location.href;
}

const refused = /cannot be reached: .*certificate/;

describe('PostgreSQL', () => {
  let engine: PrivateService;
  beforeAll(async () => {
    const { certificate, key } = certificates;
    engine = await privateService('postgres', { ssl: 'on', ssl_cert_file: certificate, ssl_key_file: key });
  }, 60_000);
  afterAll(() => engine.remove());

  test.each<[string, () => Start, string | RegExp]>([
    [
      'its authority in the URI',
      () => ({ databaseURI: uri({ sslmode: 'verify-full', sslrootcert: certificates.authority }) }),
      'serves',
    ],
    [
      'its authority in an option',
      () => ({ databaseURI: uri({}), databaseOptions: { tlsCAFile: certificates.authority } }),
      'serves',
    ],
    [
      'its authority in an option, TLS in the URI',
      () => ({
        databaseURI: uri({ sslmode: 'verify-full' }),
        databaseOptions: { tlsCAFile: certificates.authority },
      }),
      'serves',
    ],
    ['no check of the certificate', () => ({ databaseURI: uri({ sslmode: 'no-verify' }) }), 'serves'],
    [
      'another authority in the URI',
      () => ({ databaseURI: uri({ sslmode: 'verify-full', sslrootcert: certificates.otherAuthority }) }),
      refused,
    ],
    [
      'another authority in an option',
      () => ({ databaseURI: uri({}), databaseOptions: { tlsCAFile: certificates.otherAuthority } }),
      refused,
    ],
    ['no authority at all', () => ({ databaseURI: uri({}), databaseOptions: { tls: true } }), refused],
    [
      'a file that is not there',
      () => ({ databaseURI: uri({}), databaseOptions: { tlsCAFile: '/nowhere.pem' } }),
      /tlsCAFile.*nowhere\.pem/,
    ],
    [
      'a mistyped option',
      () => ({ databaseURI: uri({}), databaseOptions: { tlsCaFile: 'x' } }),
      /databaseOptions\.tlsCaFile is not an option; did you mean databaseOptions\.tlsCAFile/,
    ],
  ])('%s', { timeout: 60_000 }, async (_name, start, expected) => {
    expect(await outcomeOf(start())).toMatch(expected);
  });

  function uri(parameters: Readonly<Record<string, string>>): string {
    return withParameters(engine.uri, parameters);
  }
});

describe('MongoDB behind TLS', () => {
  let engine: PrivateService;
  let front: Server;
  beforeAll(async () => {
    engine = await privateService('mongo');
    front = await tlsFront(certificates, Number(new URL(engine.uri).port));
  }, 120_000);
  afterAll(async () => {
    front.close();
    await engine.remove();
  });

  test.each<[string, () => Start, string | RegExp]>([
    [
      'its authority in the URI',
      () => ({ databaseURI: uri({ tls: 'true', tlsCAFile: certificates.authority }) }),
      'serves',
    ],
    [
      'its authority in an option',
      () => ({ databaseURI: uri({}), databaseOptions: { tls: true, tlsCAFile: certificates.authority } }),
      'serves',
    ],
    [
      'another authority',
      () => ({ databaseURI: uri({ tls: 'true', tlsCAFile: certificates.otherAuthority }) }),
      refused,
    ],
    [
      'a mistyped option',
      () => ({ databaseURI: uri({}), databaseOptions: { tlsCaFile: 'x' } }),
      /databaseOptions\.tlsCaFile is not an option; did you mean databaseOptions\.tlsCAFile/,
    ],
    ['a mistyped parameter', () => ({ databaseURI: uri({ tlsCaFiles: 'x' }) }), /tlscafiles/i],
  ])('%s', { timeout: 60_000 }, async (_name, start, expected) => {
    expect(await outcomeOf(start())).toMatch(expected);
  });

  function uri(parameters: Readonly<Record<string, string>>): string {
    const { port } = front.address() as AddressInfo;
    const address = `mongodb://127.0.0.1:${port}/tls`;
    return withParameters(address, {
      directConnection: 'true',
      serverSelectionTimeoutMS: '3000',
      ...parameters,
    });
  }
});

/** What speaks TLS in place of a server that does not. */
async function tlsFront({ certificate, key }: Certificates, port: number): Promise<Server> {
  const options = { cert: await readFile(certificate), key: await readFile(key) };
  const server = createServer(options, (socket) => {
    const target = connect(port, '127.0.0.1');
    socket.pipe(target).pipe(socket);
    socket.on('error', () => target.destroy());
    target.on('error', () => socket.destroy());
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
