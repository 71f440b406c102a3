import { readFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { runAuthProviderConformance, type ServiceTrouble } from '@parse/adapter-tests';
import { makeCertificates, startLdapServer, type Certificates, type LdapServer } from '@tools/services';
import { Client } from 'ldapts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthProvider } from '../src/index.js';
import { attemptAt } from './support/attempt-at.js';

const SUFFIX = 'dc=example,dc=com';
const PEOPLE = `ou=people,${SUFFIX}`;

const running: {
  ldap?: LdapServer;
  certificates?: Certificates;
  gate?: Server;
  trouble?: ServiceTrouble | undefined;
  why?: string;
} = {};

beforeAll(async () => {
  try {
    running.certificates = await makeCertificates();
    running.ldap = await startLdapServer(running.certificates);
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    running.why = error instanceof Error ? error.message : String(error);
    process.stdout.write(`skipped: tests against slapd (${running.why})\n`);
    return;
  }
  await fillDirectory(running.ldap);
  running.gate = await openGate(Number(new URL(running.ldap.url).port));
}, 300_000);
afterAll(async () => {
  running.gate?.close();
  await running.ldap?.close();
  running.certificates?.remove();
});

async function fillDirectory({ url, admin }: LdapServer): Promise<void> {
  const client = new Client({ url });
  await client.bind(admin, 'secret');
  await client.add(SUFFIX, { objectClass: 'domain', dc: 'example' });
  await client.add(PEOPLE, { objectClass: 'organizationalUnit', ou: 'people' });
  for (const uid of ['ada', 'bob', 'o\'neill, "x" + (*)\\']) {
    const name = uid.replace(/[^\w]/g, (letter) => `\\${letter.charCodeAt(0).toString(16)}`);
    await client.add(`uid=${name},${PEOPLE}`, {
      objectClass: 'inetOrgPerson',
      uid,
      cn: uid,
      sn: uid,
      userPassword: `password of ${uid}`,
    });
  }
  await client.add(`ou=admins,${PEOPLE}`, { objectClass: 'organizationalUnit', ou: 'admins' });
  for (const dn of [`uid=root,ou=admins,${PEOPLE}`, `uid=\\2a,${PEOPLE}`]) {
    const uid = dn.startsWith('uid=root') ? 'root' : '*';
    await client.add(dn, {
      objectClass: 'inetOrgPerson',
      uid,
      cn: uid,
      sn: uid,
      userPassword: `password of ${uid}`,
    });
  }
  await client.add(`cn=staff,${SUFFIX}`, {
    objectClass: 'groupOfUniqueNames',
    cn: ['staff', 'ada'],
    uniqueMember: `uid=ada,${PEOPLE}`,
  });
  await client.unbind();
}

/** What stands between the provider and the directory, and may let nothing through. */
async function openGate(port: number): Promise<Server> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (running.trouble === 'away') socket.destroy();
    else if (running.trouble === 'slow') socket.resume();
    else if (running.trouble) socket.write('HTTP/1.1 200 OK\r\n\r\n<html>');
    else {
      const behind = connect(port, '127.0.0.1');
      behind.on('error', () => socket.destroy());
      socket.pipe(behind).pipe(socket);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function gateUrl(): string {
  const address = running.gate?.address();
  return `ldap://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

const create = (options: object = {}) =>
  createAuthProvider(
    'ldap',
    { url: gateUrl(), suffix: SUFFIX, dn: `uid={{id}}, ${PEOPLE}`, ...options },
    { enableInsecureAuthAdapters: false },
  );

const proofOf = (id: string) => () => ({ id, password: `password of ${id}` });
const logIn = async (options: object, proof: object) =>
  (await create(options)).beforeFind?.({ ...proof }, attemptAt(new Date()));

/** Registered like `test`; without a directory it says so by skipping. */
const withDirectory: typeof test = Object.assign(
  (name: string, run: () => Promise<void>) =>
    test(name, async (ctx) => {
      if (running.why !== undefined) ctx.skip(running.why);
      await run();
    }),
  test,
);

runAuthProviderConformance({
  // What is no LDAP is waited out.
  create: (settings) => create({ timeout: 2_000, ...settings }),
  users: [
    { id: 'ada', proof: proofOf('ada') },
    { id: 'bob', proof: proofOf('bob') },
  ],
  wrongProofs: { wrong: () => ({ id: 'ada', password: 'password of bob' }) },
  play: (trouble) => {
    running.trouble = trouble;
  },
  skip: {
    'a proof for another app is refused': 'passwords are for all apps',
    'a proof that has expired is refused': 'so is what a directory says of passwords',
    'nobody is let in while the service has trouble: fault': 'HTTP',
    'nobody is let in while the service has trouble: empty answers': 'HTTP',
    'nobody is let in while the service has trouble: endless answers': 'HTTP',
    'nobody is let in while the service has trouble: redirects': 'HTTP',
  },
  print: () => undefined,
  testApi: { describe, test: withDirectory, afterAll },
});

withDirectory('every character may be in an id', async () => {
  const id = 'o\'neill, "x" + (*)\\';
  expect(await logIn({}, proofOf(id)())).toEqual({ id });
});

withDirectory('an id never reaches beyond its place (GHSA-7m6r-fhh7-r47c)', async () => {
  for (const id of [
    '*',
    'a*',
    'ada,ou=people',
    'ada)(uid=*',
    '{{id}}',
    '',
    'ADA ',
    ' ada',
    'nobody',
    'a\0da',
    // The directory takes them for ada's.
    'ada\u00a0',
    '\uff41da',
  ]) {
    const password = 'password of ada';
    await expect(logIn({ groupCn: 'staff' }, { id, password })).rejects.toMatchObject({ code: 101 });
  }
});

withDirectory(
  'an id is one part of a name, and names nobody further down (GHSA-7m6r-fhh7-r47c)',
  async () => {
    for (const id of ['root,ou=admins', 'root, ou=admins', 'root;ou=admins']) {
      const logged = logIn({}, { id, password: 'password of root' });
      await expect(logged).rejects.toMatchObject({ code: 101 });
    }
  },
);

withDirectory('an id is no pattern of those who are in a group (GHSA-7m6r-fhh7-r47c)', async () => {
  const groupFilter = '(cn={{id}})';
  expect(await logIn({ groupCn: 'staff', groupFilter }, proofOf('ada')())).toEqual({ id: 'ada' });
  expect(await logIn({}, proofOf('*')())).toEqual({ id: '*' });
  const logged = logIn({ groupCn: 'staff', groupFilter }, proofOf('*')());
  await expect(logged).rejects.toMatchObject({ code: 101 });
});

withDirectory('an empty password is no log-in, although the directory takes it for one', async () => {
  await expect(logIn({}, { id: 'ada', password: '' })).rejects.toMatchObject({ code: 101 });
});

withDirectory('members of the group are let in, and nobody else', async () => {
  expect(await logIn({ groupCn: 'staff' }, proofOf('ada')())).toEqual({ id: 'ada' });
  await expect(logIn({ groupCn: 'staff' }, proofOf('bob')())).rejects.toMatchObject({ code: 101 });
  await expect(logIn({ groupCn: '*' }, proofOf('bob')())).rejects.toMatchObject({ code: 101 });
  await expect(logIn({ groupCn: 'nobodies' }, proofOf('ada')())).rejects.toMatchObject({ code: 101 });
  const groupFilter = `(uniqueMember=uid={{id}},${PEOPLE})`;
  expect(await logIn({ groupCn: 'staff', groupFilter }, proofOf('ada')())).toEqual({ id: 'ada' });
  await expect(logIn({ groupCn: 'staff', groupFilter }, proofOf('bob')())).rejects.toMatchObject({
    code: 101,
  });
});

const authority = (which: 'authority' | 'otherAuthority') => ({
  ca: readFileSync(running.certificates?.[which] ?? ''),
});

withDirectory('TLS is spoken from the first byte, or begun before anything is said', async () => {
  const { secureUrl = '', url = '' } = running.ldap ?? {};
  const tlsOptions = authority('authority');
  expect(await logIn({ url: secureUrl, tlsOptions }, proofOf('ada')())).toEqual({ id: 'ada' });
  expect(await logIn({ url, startTLS: true, tlsOptions }, proofOf('ada')())).toEqual({ id: 'ada' });
  const wrong = { id: 'ada', password: 'password of bob' };
  await expect(logIn({ url: secureUrl, tlsOptions }, wrong)).rejects.toMatchObject({ code: 101 });
  await expect(logIn({ url, startTLS: true, tlsOptions }, wrong)).rejects.toMatchObject({ code: 101 });
});

withDirectory('no password goes to a directory that an authority does not vouch for', async () => {
  const { secureUrl = '', url = '' } = running.ldap ?? {};
  for (const tlsOptions of [undefined, authority('otherAuthority')]) {
    for (const options of [{ url: secureUrl }, { url, startTLS: true }]) {
      const attempt = logIn({ ...options, ...(tlsOptions && { tlsOptions }) }, proofOf('ada')());
      await expect(attempt).rejects.toThrow('the directory cannot be asked');
    }
  }
});

withDirectory('a directory that cannot begin TLS is told no password', async () => {
  const bare = await startLdapServer();
  try {
    const attempt = logIn({ url: bare.url, startTLS: true }, proofOf('ada')());
    await expect(attempt).rejects.toThrow('the directory cannot be asked');
  } finally {
    await bare.close();
  }
});

test.each([
  [{ url: 'https://ldap.example.com' }, /auth\.ldap\.url must be ldaps/],
  [{ suffix: undefined }, /auth\.ldap\.suffix is missing/],
  [{ dn: 'uid=ada' }, /auth\.ldap\.dn must have/],
])('%j is refused at the start', async (options, problem) => {
  await expect(create({ url: 'ldap://127.0.0.1', ...options })).rejects.toThrow(problem);
});
