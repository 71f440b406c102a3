import type { ClassSchema } from '@parse/core/adapter';
import { quoteName, quoteText, ROW_ID_COLUMN } from '@parse/storage-sql';
import { columnName, tableName, textTableName } from '../dialect/names.js';

/** Whether a full text index of the class covers the field. */
export function hasTextIndex(schema: ClassSchema, field: string): boolean {
  return textIndexedFields(schema).has(field);
}

/** The text fields that the class's indexes of kind `text` name. */
export function textIndexedFields({ fields, indexes }: ClassSchema): ReadonlySet<string> {
  const indexed = new Set<string>();
  for (const keys of Object.values(indexes)) {
    for (const [field, kind] of Object.entries(keys)) {
      if (kind === 'text' && Object.hasOwn(fields, field) && fields[field]?.type === 'String')
        indexed.add(field);
    }
  }
  return indexed;
}

/**
 * The statements that make the full text index of a field and fill it. It holds the words as core tells them apart,
 * and triggers keep it up to date with every write.
 */
export function createTextIndex(className: string, field: string): readonly string[] {
  const names = textIndexNames(className, field);
  const { index, table, column, id } = names;
  const words = (row: string) =>
    `INSERT INTO ${index} (rowid, words) VALUES (${row}.${id}, parse_words(${row}.${column}))`;
  const remove = `DELETE FROM ${index} WHERE rowid = old.${id}`;
  return [
    `CREATE VIRTUAL TABLE ${index} USING fts5(words, content='', contentless_delete=1, tokenize=${TOKENIZER})`,
    `CREATE TRIGGER ${names.onInsert} AFTER INSERT ON ${table} WHEN new.${column} IS NOT NULL BEGIN ${words('new')}; END`,
    `CREATE TRIGGER ${names.onDelete} AFTER DELETE ON ${table} BEGIN ${remove}; END`,
    `CREATE TRIGGER ${names.onUpdate} AFTER UPDATE OF ${column} ON ${table} BEGIN ${remove}; ${words('new')}; END`,
    `INSERT INTO ${index} (rowid, words) SELECT ${id}, parse_words(${column}) FROM ${table} WHERE ${column} IS NOT NULL`,
  ];
}

/** The statements that drop the full text index of a field, if there is one. */
export function dropTextIndex(className: string, field: string): readonly string[] {
  const { index, onInsert, onDelete, onUpdate } = textIndexNames(className, field);
  const triggers = [onInsert, onDelete, onUpdate].map((trigger) => `DROP TRIGGER IF EXISTS ${trigger}`);
  return [...triggers, `DROP TABLE IF EXISTS ${index}`];
}

/** Words reach the index folded and separated by blanks; every character beyond ASCII is part of a word. */
const TOKENIZER = quoteText("ascii tokenchars '_'");

function textIndexNames(className: string, field: string) {
  const name = textTableName(className, field);
  return {
    index: quoteName(name),
    table: quoteName(tableName(className)),
    column: quoteName(columnName(field)),
    id: quoteName(ROW_ID_COLUMN),
    onInsert: quoteName(`${name}:insert`),
    onDelete: quoteName(`${name}:delete`),
    onUpdate: quoteName(`${name}:update`),
  } as const;
}
