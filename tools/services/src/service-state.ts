import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from './process/json-file.js';
import { isAlive, ownIdentity, type ProcessIdentity } from './process/process-identity.js';
import type { Service } from './service-names.js';

/** What a service's folder publishes while it runs: how to reach it. */
export function readPublished(folder: string): Service | undefined {
  return readJsonFile(publishedPath(folder)) as Service | undefined;
}

/** Written last, when the service answers. */
export function publish(folder: string, service: Service): void {
  writeJsonFile(publishedPath(folder), service);
}

export function unpublish(folder: string): void {
  rmSync(publishedPath(folder), { force: true });
}

/** Keeps the service running for this process until the lease is given back, or the process ends. */
export function takeLease(folder: string): string {
  const leases = leasesFolder(folder);
  mkdirSync(leases, { recursive: true });
  const path = join(leases, `${process.pid}-${Math.random().toString(36).slice(2)}.json`);
  writeJsonFile(path, ownIdentity());
  return path;
}

export function giveBackLease(path: string): void {
  rmSync(path, { force: true });
}

/** True while a process that runs holds a lease. Those of the dead are removed. */
export function isLeased(folder: string): boolean {
  const leases = leasesFolder(folder);
  mkdirSync(leases, { recursive: true });
  const paths = readdirSync(leases).map((file) => join(leases, file));
  return paths.filter((path) => !dropIfDead(path)).length > 0;
}

/** Keeps the service running whatever happens to leases, until it is stopped by hand. */
export function keepRunning(folder: string): void {
  writeJsonFile(keptPath(folder), true);
}

export function isKept(folder: string): boolean {
  return readJsonFile(keptPath(folder)) === true;
}

export function forgetKept(folder: string): void {
  rmSync(keptPath(folder), { force: true });
}

function dropIfDead(path: string): boolean {
  const owner = readJsonFile(path) as ProcessIdentity | undefined;
  if (owner !== undefined && isAlive(owner)) return false;
  rmSync(path, { force: true });
  return true;
}

function publishedPath(folder: string): string {
  return join(folder, 'service.json');
}

function keptPath(folder: string): string {
  return join(folder, 'kept.json');
}

function leasesFolder(folder: string): string {
  return join(folder, 'leases');
}
