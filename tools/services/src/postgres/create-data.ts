import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../process/file-lock.js';
import { runOrThrow } from '../process/run-command.js';
import type { User } from '../process/unprivileged-user.js';
import { downloadsFolder } from '../service-folders.js';
import type { PostgresCluster } from './postgres-cluster.js';

/** Where the data of a cluster goes, and who makes it. */
export interface DataOptions {
  readonly data: string;
  readonly user: User | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes the data folder of a cluster. `initdb` takes seconds, so it runs once per user of this machine and its result
 * is copied from then on. Both are made in a draft that is then renamed: what was cut short is begun again.
 */
export async function createData(cluster: PostgresCluster, options: DataOptions): Promise<void> {
  const { data, user } = options;
  const template = await dataTemplate(cluster, options);
  const draft = emptyDraft(data, user);
  cpSync(template, draft, { recursive: true });
  if (user) {
    for (const path of readdirSync(draft, { recursive: true, encoding: 'utf8' }))
      chownSync(join(draft, path), user.uid, user.gid);
  }
  for (const name of cluster.dataFolders ?? []) createFolder(join(draft, name), user);
  renameSync(draft, data);
}

async function dataTemplate(cluster: PostgresCluster, { user, env }: DataOptions): Promise<string> {
  const access = cluster.password === undefined ? ['--auth=trust'] : ['--auth=password'];
  const options = ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions', ...access];
  const args = [...options, ...cluster.initOptions];
  const key = createHash('sha256')
    .update(JSON.stringify([args, cluster.password]))
    .digest('hex');
  const template = join(downloadsFolder(), `data-${cluster.build}-${key.slice(0, 8)}`);
  await withLock(`${template}.lock`, async () => {
    if (existsSync(template)) return;
    const draft = emptyDraft(template, user);
    const passwordFile = `${draft}.password`;
    writeFileSync(passwordFile, cluster.password ?? '', { mode: 0o600 });
    if (user) chownSync(passwordFile, user.uid, user.gid);
    const where = [
      `--pgdata=${draft}`,
      ...(cluster.password === undefined ? [] : [`--pwfile=${passwordFile}`]),
    ];
    await runOrThrow(join(cluster.bin, 'initdb'), [...where, ...args], { user, env });
    rmSync(passwordFile);
    renameSync(draft, template);
  });
  return template;
}

function emptyDraft(folder: string, user: User | undefined): string {
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  createFolder(draft, user);
  return draft;
}

function createFolder(path: string, user: User | undefined): void {
  mkdirSync(path, { mode: 0o700 });
  if (user) chownSync(path, user.uid, user.gid);
}
