import { timingSafeEqual } from 'node:crypto';
import { ConfigError } from '../errors/config-error.js';
import type { ClientKeys } from './credentials.js';
import { compileIpList, type IpList } from './ip-list.js';

/** A secret, or a function that fetches it. */
export type KeySource = string | (() => string | Promise<string>);

/** The keys of an app as the operator gives them. */
export interface KeyOptions extends ClientKeys {
  readonly masterKey: KeySource;
  /** Seconds a fetched master key is kept; 0 fetches it for every request that presents one. */
  readonly masterKeyTtl?: number;
  /** Addresses that may use the key; absent: this machine only. */
  readonly masterKeyIps?: readonly string[];
  readonly readOnlyMasterKey?: string;
  /** Absent: every address. */
  readonly readOnlyMasterKeyIps?: readonly string[];
  readonly maintenanceKey?: string;
  /** Absent: this machine only. */
  readonly maintenanceKeyIps?: readonly string[];
}

/** One key that raises rights, with the addresses that may use it. */
export interface GuardedKey {
  equals(candidate: string): Promise<boolean>;
  readonly addresses: IpList;
}

/** The keys of an app, ready to compare with. */
export interface AppKeys {
  readonly master: GuardedKey;
  readonly readOnlyMaster: GuardedKey | undefined;
  readonly maintenance: GuardedKey | undefined;
  /** True when no client key is configured, or one of the given ones matches. */
  admitsClient(keys: ClientKeys): boolean;
}

const LOCALHOST = ['127.0.0.1', '::1'];
const EVERYWHERE = ['0.0.0.0/0', '::/0'];
const CLIENT_KEYS = ['clientKey', 'javascriptKey', 'restAPIKey', 'dotNetKey'] as const;

/** Prepares the keys; throws a `ConfigError` with every problem found. */
export function createAppKeys(options: KeyOptions, now: () => Date): AppKeys {
  const problems = findProblems(options);
  const addresses = (name: string, entries: readonly string[]) => {
    const { list, invalid } = compileIpList(entries);
    for (const entry of invalid)
      problems.push(`${name} holds "${entry}", which is no IP address or CIDR range`);
    return list;
  };
  const keys: AppKeys = {
    master: {
      equals: fetchedKey(options.masterKey, (options.masterKeyTtl ?? 0) * 1000, now),
      addresses: addresses('masterKeyIps', options.masterKeyIps ?? LOCALHOST),
    },
    readOnlyMaster: fixedKey(
      options.readOnlyMasterKey,
      addresses('readOnlyMasterKeyIps', options.readOnlyMasterKeyIps ?? EVERYWHERE),
    ),
    maintenance: fixedKey(
      options.maintenanceKey,
      addresses('maintenanceKeyIps', options.maintenanceKeyIps ?? LOCALHOST),
    ),
    admitsClient: clientKeyCheck(options),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return keys;
}

function findProblems(options: KeyOptions): string[] {
  const problems: string[] = [];
  const isKey = typeof options.masterKey === 'function' || typeof options.masterKey === 'string';
  if (!isKey || options.masterKey === '')
    problems.push('masterKey must be a text that is not empty, or a function');
  if (options.readOnlyMasterKey !== undefined && options.readOnlyMasterKey === options.masterKey) {
    problems.push('masterKey and readOnlyMasterKey must be different');
  }
  if (options.maintenanceKey !== undefined && options.maintenanceKey === options.masterKey) {
    problems.push('masterKey and maintenanceKey must be different');
  }
  return problems;
}

function fixedKey(key: string | undefined, addresses: IpList): GuardedKey | undefined {
  if (!key) return undefined;
  return { equals: (candidate) => Promise.resolve(sameText(candidate, key)), addresses };
}

function fetchedKey(source: KeySource, ttl: number, now: () => Date): GuardedKey['equals'] {
  if (typeof source === 'string') return (candidate) => Promise.resolve(sameText(candidate, source));
  let kept: { readonly key: Promise<string>; readonly until: number } | undefined;
  return async (candidate) => {
    const time = now().getTime();
    // One fetch serves all who come while it is under way; one that fails is tried again by the next.
    if (!kept || kept.until <= time) {
      const fetched = { key: Promise.resolve().then(source), until: time + ttl };
      fetched.key.catch(() => {
        if (kept === fetched) kept = undefined;
      });
      kept = fetched;
    }
    const key = await kept.key;
    return key !== '' && sameText(candidate, key);
  };
}

function clientKeyCheck(options: KeyOptions): AppKeys['admitsClient'] {
  const configured = CLIENT_KEYS.filter((name) => options[name]);
  if (configured.length === 0) return () => true;
  return (given) =>
    configured.some((name) => {
      const key = options[name];
      const candidate = given[name];
      return key !== undefined && candidate !== undefined && sameText(candidate, key);
    });
}

/** Compares in a time that tells nothing about where the texts differ. */
function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
