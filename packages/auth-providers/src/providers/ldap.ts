import { ConfigError, type AuthProvider } from '@parse/core/adapter';
import type { Client } from 'ldapts';
import type { ConnectionOptions } from 'node:tls';
import { identityProvider } from '../kernel/identity-provider.js';
import { readOptions, type OptionReader } from '../kernel/read-options.js';
import { refusal, trouble } from '../kernel/refuse.js';
import { escapeDnValue, escapeFilterValue, fillPlaceholder } from '../ldap/escape-ldap.js';

/** A directory whose users log in with their passwords. */
export interface LdapOptions {
  /** `ldaps://ldap.example.com`; with `ldap://` passwords go over the wire as they are, unless `startTLS` is set. */
  readonly url: string;
  /** Where the users and groups are: `dc=example,dc=com`. */
  readonly suffix: string;
  /** A user's name in the directory. Absent: `uid={{id}}, <suffix>`. */
  readonly dn?: string;
  /** The group that users have to be in. Absent: all may log in. */
  readonly groupCn?: string;
  /** Finds the groups of a user. Absent: `groupOfUniqueNames` with the user as `uniqueMember`. */
  readonly groupFilter?: string;
  readonly tlsOptions?: ConnectionOptions;
  /** Encrypts a connection of `ldap://` before anything is said. */
  readonly startTLS?: boolean;
  /** Milliseconds that the directory may take for an answer. Absent: 10000. */
  readonly timeout?: number;
}

const NAME = 'ldap';
const DEFAULT_TIMEOUT = 10_000;
const LONGEST_TIMEOUT = 120_000;
/** Directories take ids that differ in blanks for the same one, and those that are compatible by Unicode (RFC 4518). */
const ID = /^(?! )(?!.* {2})(?!.* $)[^\p{Cc}]{1,256}$/u;

/**
 * Log-in with the password of an LDAP directory: `{ id, password }`. The user's entry is asked to log in; nothing of the
 * password is stored. Needs the package `ldapts`.
 */
export function ldapAuth(options: LdapOptions): AuthProvider {
  const directory = readDirectory(readOptions(NAME, options), options);
  return identityProvider(NAME, async ({ id, password }) => {
    if (typeof id !== 'string' || !ID.test(id) || id !== id.normalize('NFKC')) throw refusal(NAME);
    // An empty password is no log-in: directories answer it with success and take the caller for nobody.
    if (typeof password !== 'string' || password === '') throw refusal(NAME);
    const { client, isRefusal } = await openClient(directory);
    try {
      // A copy: the library writes the connection into what it is given, where the next one would find it.
      if (directory.startTLS)
        await client.startTLS({ host: new URL(directory.url).hostname, ...directory.tlsOptions });
      await client.bind(fillPlaceholder(directory.dn, 'id', escapeDnValue(id)), password);
      if (!(await isInGroup(client, directory, id))) throw refusal(NAME);
      return { id };
    } catch (error) {
      if (isRefusal(error)) throw refusal(NAME, error);
      throw asTrouble(error);
    } finally {
      await client.unbind().catch(() => undefined);
    }
  });
}

interface Directory {
  readonly url: string;
  readonly suffix: string;
  readonly dn: string;
  readonly groupCn: string | undefined;
  readonly groupFilter: string;
  readonly timeout: number;
  readonly startTLS: boolean;
  readonly tlsOptions: ConnectionOptions | undefined;
}

function readDirectory(reader: OptionReader, { tlsOptions }: LdapOptions): Directory {
  const suffix = reader.text('suffix');
  const url = reader.text('url');
  if (!/^ldaps?:\/\/[^/]+\/?$/.test(url)) {
    throw new ConfigError([`auth.${NAME}.url must be ldaps://host, or ldap://host.`]);
  }
  const dn = reader.optionalText('dn') ?? `uid={{id}}, ${suffix}`;
  if (!dn.includes('{{id}}')) throw new ConfigError([`auth.${NAME}.dn must have {{id}} in it.`]);
  return {
    url,
    suffix,
    dn,
    groupCn: reader.optionalText('groupCn'),
    groupFilter:
      reader.optionalText('groupFilter') ?? '(&(uniqueMember={{dn}})(objectClass=groupOfUniqueNames))',
    timeout: reader.whole('timeout', [1, LONGEST_TIMEOUT, DEFAULT_TIMEOUT]),
    startTLS: reader.flag('startTLS'),
    tlsOptions,
  };
}

async function openClient({ url, timeout, tlsOptions }: Directory) {
  const ldapts = await import('ldapts').catch((cause: unknown) => {
    throw trouble(NAME, 'the package ldapts is needed: npm install ldapts', cause);
  });
  const client = new ldapts.Client({
    url,
    timeout,
    connectTimeout: timeout,
    ...(tlsOptions && url.startsWith('ldaps:') && { tlsOptions: { ...tlsOptions } }),
  });
  const isRefusal = (error: unknown): boolean =>
    error instanceof ldapts.InvalidCredentialsError ||
    error instanceof ldapts.NoSuchObjectError ||
    error instanceof ldapts.InvalidDNSyntaxError;
  return { client, isRefusal };
}

async function isInGroup(client: Client, directory: Directory, id: string): Promise<boolean> {
  const { groupCn, suffix } = directory;
  if (groupCn === undefined) return true;
  const dn = fillPlaceholder(directory.dn, 'id', escapeDnValue(id));
  const ofUser = fillPlaceholder(
    fillPlaceholder(directory.groupFilter, 'dn', escapeFilterValue(dn)),
    'id',
    escapeFilterValue(escapeDnValue(id)),
  );
  const filter = `(&(cn=${escapeFilterValue(groupCn)})${ofUser})`;
  const { searchEntries } = await client.search(suffix, {
    scope: 'sub',
    filter,
    attributes: ['cn'],
    sizeLimit: 1,
  });
  return searchEntries.length > 0;
}

function asTrouble(error: unknown): Error {
  if (error instanceof Error && error.name === 'ParseError') return error;
  return trouble(NAME, 'the directory cannot be asked', error);
}
