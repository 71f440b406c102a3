import { readFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { makeCertificates, type Certificates, type PrivateService } from '@tools/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createParseServer, type ParseServerOptions } from '../../src/index.js';
import { privateServiceOrSkip } from '../support/private-service-or-skip.js';

// Options reach the driver through the whole server: what it is started with is what an operator writes.

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeCertificates();
});
afterAll(() => certificates.remove());

interface Start {
  readonly databaseURI: string;
  readonly databaseOptions?: Readonly<Record<string, unknown>>;
}

/** Starts the server; resolves with `serves`, or with what it says when it does not start. */
async function outcomeOf(start: Start): Promise<string> {
  // As text, which may say what the types do not allow.
  const written = JSON.stringify({ appId: 'shop', masterKey: 'm', silent: true, ...start });
  try {
    const server = await createParseServer(JSON.parse(written) as ParseServerOptions);
    await server.close();
    return 'serves';
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { message, cause } = error;
    return cause instanceof Error ? `${message}: ${cause.message}` : message;
  }
}

function withParameters(uri: string, parameters: Readonly<Record<string, string>>): string {
  const location = new URL(uri);
  for (const [name, value] of Object.entries(parameters)) location.searchParams.set(name, value);
  return location.href;
}

const refused = /cannot be reached: .*certificate/;

/** What is told of certificates, what the server is started with for it, and what comes of that. */
type Case = readonly [told: string, start: () => Start, outcome: string | RegExp];

/** One after the other against one engine, which is what takes time. */
async function expectOutcomes(cases: readonly Case[]): Promise<void> {
  for (const [told, start, outcome] of cases) expect.soft(await outcomeOf(start()), told).toMatch(outcome);
}

test(
  'certificates of PostgreSQL are checked as the URI and the options say',
  { timeout: 120_000 },
  async (context) => {
    const { certificate, key } = certificates;
    const settings = { ssl: 'on', ssl_cert_file: certificate, ssl_key_file: key };
    const engine = await privateServiceOrSkip(context, 'postgres', settings);
    try {
      await expectOutcomes(postgresCases(engine));
    } finally {
      await engine.remove();
    }
  },
);

function postgresCases(engine: PrivateService): readonly Case[] {
  const uri = (parameters: Readonly<Record<string, string>>) => withParameters(engine.uri, parameters);
  return [
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
  ];
}

test(
  'certificates of MongoDB are checked as the URI and the options say',
  { timeout: 120_000 },
  async (context) => {
    const engine = await privateServiceOrSkip(context, 'mongo');
    const front = await tlsFront(certificates, Number(new URL(engine.uri).port));
    try {
      await expectOutcomes(mongoCases(front));
    } finally {
      front.close();
      await engine.remove();
    }
  },
);

function mongoCases(front: Server): readonly Case[] {
  const { port } = front.address() as AddressInfo;
  const uri = (parameters: Readonly<Record<string, string>>) =>
    withParameters(`mongodb://127.0.0.1:${port}/tls`, {
      directConnection: 'true',
      serverSelectionTimeoutMS: '3000',
      ...parameters,
    });
  return [
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
  ];
}

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
