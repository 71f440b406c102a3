import { changedSchema, type ClassChange, type StoredObject } from '@parse/core/adapter';
import type { ClassFile } from './class-files.js';

/** The class as the change leaves it. The given one stays as it is, so that a change that fails has no effect. */
export function changedFile(file: ClassFile, change: ClassChange): ClassFile {
  const removed = new Set(change.removeFields);
  const rows = Array.from(file.rows, ([id, text]) => [id, withoutFields(text, removed)] as const);
  return { schema: changedSchema(file.schema, change), rows: removed.size > 0 ? new Map(rows) : file.rows };
}

function withoutFields(text: string, removed: ReadonlySet<string>): string {
  const row = Object.entries(JSON.parse(text) as StoredObject).filter(([field]) => !removed.has(field));
  return JSON.stringify(Object.fromEntries(row));
}
