import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOrThrow } from '../process/run-command.js';
import { unprivilegedUser } from '../process/unprivileged-user.js';

/** Files for a server that is asked for on the loopback interface. */
export interface Certificates {
  /** The authority that signed the server's certificate. */
  readonly authority: string;
  /** An authority that signed nothing. */
  readonly otherAuthority: string;
  readonly certificate: string;
  readonly key: string;
  readonly remove: () => void;
}

/** Makes them with `openssl`, for a day. A database that runs as another user than this process can read them. */
export async function makeCertificates(): Promise<Certificates> {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const path = (name: string): string => join(folder, name);
  const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'];
  const authority = async (name: string): Promise<void> => {
    const subject = ['-subj', `/CN=${name}`, '-keyout', path(`${name}.key`), '-out', path(`${name}.pem`)];
    await runOrThrow('openssl', [...make, ...subject]);
  };
  await authority('authority');
  await authority('other');
  const signer = ['-CA', path('authority.pem'), '-CAkey', path('authority.key')];
  const names = [
    '-addext',
    'subjectAltName=DNS:localhost,IP:127.0.0.1',
    '-addext',
    'basicConstraints=CA:FALSE',
  ];
  const server = ['-subj', '/CN=localhost', '-keyout', path('server.key'), '-out', path('server.pem')];
  await runOrThrow('openssl', [...make, ...signer, ...names, ...server]);
  const user = await unprivilegedUser();
  const files = [folder, path('server.key'), path('server.pem'), path('authority.pem')];
  if (user !== undefined) for (const file of files) chownSync(file, user.uid, user.gid);
  return {
    authority: path('authority.pem'),
    otherAuthority: path('other.pem'),
    certificate: path('server.pem'),
    key: path('server.key'),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
