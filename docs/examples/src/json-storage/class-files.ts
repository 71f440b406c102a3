import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageError, type ClassSchema, type StoredObject } from '@parse/core/adapter';

/** One class: its schema and, by objectId in the order of insertion, the JSON text of its rows. */
export interface ClassFile {
  readonly schema: ClassSchema;
  readonly rows: ReadonlyMap<string, string>;
}

/** What a change leaves behind. */
export interface Changed<T> {
  /** Undefined: no class. The same as before: nothing to save. */
  readonly file: ClassFile | undefined;
  readonly result: T;
}

/** The classes of a directory, all of them in memory. */
export interface ClassFiles {
  load(): Promise<void>;
  /** Resolves when every change is saved. */
  idle(): Promise<void>;
  all(): readonly ClassFile[];
  get(className: string): ClassFile | undefined;
  /**
   * Changes a class. Changes wait for one another, and readers see the class as it was until the new file is in
   * its place; a change that throws, or cannot be saved, has no effect.
   */
  change<T>(className: string, change: (file: ClassFile | undefined) => Changed<T>): Promise<T>;
}

/** The classes in that directory; nothing is read before `load`. */
export function classFiles(directory: string): ClassFiles {
  const files = new Map<string, ClassFile>();
  let lastChange: Promise<unknown> = Promise.resolve();

  async function apply<T>(
    className: string,
    change: (file: ClassFile | undefined) => Changed<T>,
  ): Promise<T> {
    const { file, result } = change(files.get(className));
    if (file === files.get(className)) return result;
    await save(directory, className, file);
    if (file) files.set(className, file);
    else files.delete(className);
    return result;
  }

  return {
    async load() {
      const read = await readAll(directory);
      files.clear();
      for (const file of read) files.set(file.schema.className, file);
    },
    async idle() {
      await lastChange;
    },
    all: () => [...files.values()],
    get: (className) => files.get(className),
    change(className, change) {
      const result = lastChange.then(() => apply(className, change));
      lastChange = result.catch(() => undefined);
      return result;
    },
  };
}

async function readAll(directory: string): Promise<readonly ClassFile[]> {
  try {
    await mkdir(directory, { recursive: true });
    const names = (await readdir(directory)).filter((name) => name.endsWith('.jsonl'));
    return await Promise.all(
      names.map(async (name) => parseFile(await readFile(join(directory, name), 'utf8'))),
    );
  } catch (cause) {
    throw new StorageError('connection', 'the directory cannot be read', { cause });
  }
}

/** The first line is the schema, every other line is a row. */
function parseFile(text: string): ClassFile {
  const [schema = '', ...rows] = text.trimEnd().split('\n');
  return {
    schema: JSON.parse(schema) as ClassSchema,
    rows: new Map(rows.map((row) => [(JSON.parse(row) as StoredObject).objectId, row] as const)),
  };
}

/** Classes may differ in case only, be long, or have a colon in their name; not every file system takes that. */
function fileName(className: string): string {
  const readable = className
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '-')
    .slice(0, 100);
  const exact = createHash('sha256').update(className).digest('hex').slice(0, 16);
  return `${readable}-${exact}.jsonl`;
}

/** A file is replaced as a whole: who stops in the middle of it leaves the old one. */
async function save(directory: string, className: string, file: ClassFile | undefined): Promise<void> {
  const path = join(directory, fileName(className));
  try {
    if (!file) {
      await rm(path, { force: true });
      return;
    }
    const lines = [JSON.stringify(file.schema), ...file.rows.values()];
    await writeFile(`${path}.new`, `${lines.join('\n')}\n`, { flush: true });
    await rename(`${path}.new`, path);
  } catch (cause) {
    throw new StorageError('driver', `class ${className} could not be saved`, { cause });
  }
}
