import { StorageError, type StorageAdapter, type StorageCapabilities } from '@parse/core/adapter';
import { changedFile } from './changed-class.js';
import { classFiles, type ClassFile } from './class-files.js';
import { jsonRows } from './json-rows.js';

/** Options of `jsonStorage`. */
export interface JsonStorageOptions {
  /** Where the files are, one for each class. Made when missing. */
  readonly directory: string;
}

/** Storage in text files, for one process at a time. */
export function jsonStorage({ directory }: JsonStorageOptions): StorageAdapter {
  const files = classFiles(directory);
  return {
    kind: 'storage',
    name: 'json',
    spec: 'storage/1',
    capabilities,
    ...jsonRows(files),

    open: () => files.load(),
    close: () => files.idle(),

    loadClasses: async () => files.all().map(({ schema }) => schema),

    createClass: (schema) =>
      files.change(schema.className, (file) => {
        if (file) throw new StorageError('class-exists', `class ${schema.className} exists`);
        return { file: { schema, rows: new Map() }, result: schema };
      }),

    changeClass: (className, change) =>
      files.change(className, (file) => {
        const changed = changedFile(existing(file, className), change);
        return { file: changed, result: changed.schema };
      }),

    deleteClass: (className) => files.change(className, () => ({ file: undefined, result: undefined })),

    async ensureIndex({ className }, { options }) {
      existing(files.get(className), className);
      // Plain indexes only make a store faster, so one may do without. Unique ones make a promise.
      if (options?.unique) throw new StorageError('unsupported', 'this store has no unique indexes');
    },

    async transaction() {
      throw new StorageError('unsupported', 'this store has no transactions');
    },
  };
}

function existing(file: ClassFile | undefined, className: string): ClassFile {
  if (!file) throw new StorageError('class-missing', `class ${className} does not exist`);
  return file;
}

const capabilities: StorageCapabilities = {
  transactions: false,
  textSearch: false,
  geo: false,
  regex: true,
  aggregate: true,
  explain: false,
  uniqueIndexes: false,
  caseInsensitive: true,
  insertionOrder: true,
  expiry: false,
  watchClasses: false,
};
