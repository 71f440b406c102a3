import { createHash } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isRoot } from './process/unprivileged-user.js';
import type { ServiceName } from './service-names.js';

/** Where everything is kept: `PARSE_TEST_SERVICES_HOME`, else a folder in this user's cache. */
export function servicesHome(): string {
  return process.env['PARSE_TEST_SERVICES_HOME'] ?? join(cacheFolder(), 'parse-test-services');
}

/** What was unpacked or copied once and is shared by all instances. */
export function downloadsFolder(): string {
  return createFolder(join(servicesHome(), 'downloads'));
}

/**
 * The folder of one service of one instance: its data, logs and process records. Every checkout is an
 * instance of its own, so that two of them do not share databases; `PARSE_TEST_SERVICES_INSTANCE` names others.
 */
export function serviceFolder(name: ServiceName): string {
  return createFolder(join(instanceFolder(), name));
}

/** Where an instance keeps the databases of SQLite, which are files and need no service. */
export function sqliteFolder(): string {
  return createFolder(join(instanceFolder(), 'sqlite'));
}

/** Where each instance has its folder. */
export function instancesFolder(): string {
  return createFolder(join(servicesHome(), 'instances'));
}

/** The root of this package, whether its source or its build is running. */
export function packageFolder(): string {
  return dirname(import.meta.dirname);
}

function instanceFolder(): string {
  return join(instancesFolder(), process.env['PARSE_TEST_SERVICES_INSTANCE'] ?? checkoutName());
}

/**
 * PostgreSQL does not run as root, and the user it runs as then cannot look into root's home; nobody but root
 * can write into /var/cache.
 */
function cacheFolder(): string {
  return isRoot() ? '/var/cache' : (process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'));
}

function checkoutName(): string {
  const root = dirname(dirname(packageFolder()));
  return `${basename(root)}-${createHash('sha256').update(root).digest('hex').slice(0, 6)}`;
}

function createFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  const owner = statSync(path).uid;
  const self = process.getuid?.() ?? owner;
  if (owner !== self) throw new Error(`${path} belongs to another user: set PARSE_TEST_SERVICES_HOME`);
  return path;
}
