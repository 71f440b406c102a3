import { StorageError } from '@parse/core/adapter';

/**
 * A table's or column's name as SQL text. The only way a name gets into a statement; safe for every string, though
 * callers only pass names that were checked.
 */
export function quoteName(name: string): string {
  if (name === '' || name.includes('\0'))
    throw new StorageError('invalid-query', 'not a name of a column or class');
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Text as an SQL literal, for the few places where a parameter would keep an index from being used. Safe for every
 * string without NUL characters, which end a statement and are refused.
 */
export function quoteText(text: string): string {
  if (text.includes('\0')) throw new StorageError('invalid-query', 'a NUL character cannot stand here');
  return `'${text.replaceAll("'", "''")}'`;
}
