import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackPrograms } from '../debian/unpack-programs.js';
import { keepablePort } from '../process/free-port.js';
import { waitUntil } from '../process/wait-until.js';

/** An OpenLDAP server on this machine. */
export interface LdapServer {
  readonly url: string;
  /** With TLS from the first byte. Absent: it was given no certificate. */
  readonly secureUrl?: string;
  /** May write; its password is `secret`. */
  readonly admin: string;
  /** Ends it and deletes what it holds. */
  close(): Promise<void>;
}

/** Files with which it speaks TLS, by StartTLS and on a port of its own. */
export interface LdapCertificates {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

const SUFFIX = 'dc=example,dc=com';

/**
 * Starts Debian's `slapd`, which is unpacked and run like the databases: nothing is installed, nobody has to be root. It
 * holds `dc=example,dc=com` and nothing below it; people may log in, and read what they are shown once they have.
 */
export async function startLdapServer(
  certificates?: LdapCertificates,
  report: (line: string) => void = () => undefined,
): Promise<LdapServer> {
  const { root } = await unpackSlapd(report);
  const folder = mkdtempSync(join(tmpdir(), 'parse-ldap-'));
  const admin = `cn=admin,${SUFFIX}`;
  mkdirSync(join(folder, 'data'));
  chmodSync(join(folder, 'data'), 0o700);
  const file = join(folder, 'slapd.conf');
  writeFileSync(file, configuration({ root, folder, admin, certificates }), { mode: 0o600 });
  const port = await keepablePort();
  const url = `ldap://127.0.0.1:${port}`;
  const secureUrl = certificates && `ldaps://127.0.0.1:${await keepablePort()}`;
  const addresses = secureUrl === undefined ? url : `${url} ${secureUrl}`;
  const child = spawn(join(root, PROGRAM), ['-f', file, '-h', addresses, '-d', '0'], {
    cwd: '/',
    stdio: 'pipe',
  });
  const log = collect(child);
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const answer = await waitUntil(60_000, async () => {
    if (child.exitCode !== null) return 'ended';
    return (await answers(port)) ? 'answers' : undefined;
  });
  if (answer === 'answers') return { url, admin, close, ...(secureUrl !== undefined && { secureUrl }) };
  await close();
  throw new Error(`slapd ${answer ?? 'does not answer'}:\n${log()}`);
}

const PROGRAM = 'usr/sbin/slapd';
const MODULES = 'usr/lib/ldap';

async function unpackSlapd(report: (line: string) => void) {
  return unpackPrograms(
    {
      name: 'slapd',
      programs: [PROGRAM],
      plugins: [],
      sharedObjectFolders: [],
      links: {},
      isUnneeded: (name) => unneeded.test(name),
    },
    report,
  );
}

/** For installing it as a system service. */
const unneeded =
  /^(adduser|base-passwd|debconf|init-system-helpers|libc-bin|libc-gconv.*|libdebconf.*|login.*|lsb-base|openssl.*|passwd|perl.*|libperl.*|psmisc|sysvinit.*|ucf)$/;

/** The part of RFC 4519 and RFC 2798 that people and groups need; the rest is built in. */
const schema = `
attributetype ( 2.5.4.4 NAME 'sn' SUP name )
attributetype ( 2.5.4.11 NAME 'ou' SUP name )
attributetype ( 0.9.2342.19200300.100.1.25 NAME 'dc' EQUALITY caseIgnoreIA5Match
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.26 SINGLE-VALUE )
attributetype ( 2.5.4.50 NAME 'uniqueMember' EQUALITY uniqueMemberMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.34 )
objectclass ( 0.9.2342.19200300.100.4.13 NAME 'domain' SUP top STRUCTURAL MUST dc )
objectclass ( 2.5.6.5 NAME 'organizationalUnit' SUP top STRUCTURAL MUST ou )
objectclass ( 2.5.6.6 NAME 'person' SUP top STRUCTURAL MUST ( sn $ cn ) MAY userPassword )
objectclass ( 2.16.840.1.113730.3.2.2 NAME 'inetOrgPerson' SUP person STRUCTURAL MAY uid )
objectclass ( 2.5.6.17 NAME 'groupOfUniqueNames' SUP top STRUCTURAL MUST ( uniqueMember $ cn ) )
`;

interface ServerFolders {
  readonly root: string;
  readonly folder: string;
  readonly admin: string;
  readonly certificates: LdapCertificates | undefined;
}

function configuration({ root, folder, admin, certificates }: ServerFolders): string {
  return `${schema}${tlsDirectives(certificates)}
pidfile "${join(folder, 'slapd.pid')}"
argsfile "${join(folder, 'slapd.args')}"
modulepath "${join(root, MODULES)}"
moduleload back_mdb
database mdb
maxsize 10485760
suffix "${SUFFIX}"
rootdn "${admin}"
rootpw secret
directory "${join(folder, 'data')}"
dbnosync
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
`;
}

function tlsDirectives(certificates: LdapCertificates | undefined): string {
  if (!certificates) return '';
  const { authority, certificate, key } = certificates;
  return `
TLSCACertificateFile "${authority}"
TLSCertificateFile "${certificate}"
TLSCertificateKeyFile "${key}"`;
}

function collect({ stdout, stderr }: ChildProcess): () => string {
  const chunks: Buffer[] = [];
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString().slice(-3000);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
