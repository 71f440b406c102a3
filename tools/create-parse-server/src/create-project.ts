import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project cannot be begun there, for the reason that the message tells. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';
}

const template = fileURLToPath(new URL('../template', import.meta.url));

/**
 * Begins a project in a folder, which is made unless it is there and empty. Throws ProjectError for one that is not: no
 * file is ever replaced. Installs nothing.
 */
export async function createProject(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new ProjectError(`${folder} is not empty.`);
  await cp(template, folder, { recursive: true });
  // npm leaves files of this name out of packages.
  await rename(join(folder, 'gitignore'), join(folder, '.gitignore'));
  const manifest = join(folder, 'package.json');
  await writeFile(
    manifest,
    (await readFile(manifest, 'utf8')).replace('"my-app"', JSON.stringify(nameOf(folder))),
  );
}

/** The folder's name as npm allows packages to be named. */
function nameOf(folder: string): string {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'my-app' : name;
}
