/**
 * The unquoted table name of a class. SQLite does not tell `Post` from `post`, Parse does: capitals inside a word and
 * an unusual first letter are marked with `$`, which no name of Parse holds.
 */
export function tableName(className: string): string {
  const name = markCase(className, /[a-z]/);
  return /^sqlite_/i.test(name) ? `$$${name}` : name;
}

/**
 * The unquoted column name of a field, marked in the same way; a small first letter is the usual one. The fields every
 * object has keep their names.
 */
export function columnName(field: string): string {
  if (UNMARKED.has(field)) return field;
  const name = markCase(field, /[A-Z]/);
  return UNMARKED_FOLDED.has(field.toLowerCase()) ? `$$${name}` : name;
}

/** The field of a column name that `columnName` made. */
export function fieldOfColumn(name: string): string {
  return name.replaceAll('$', '').replace(/:.*$/, '');
}

/** The unquoted name of the column that holds a text field without differences of case. */
export function foldedColumnName(field: string): string {
  return `${columnName(field)}:folded`;
}

/** The unquoted name of the full text index of a field. */
export function textTableName(className: string, field: string): string {
  return `text:${tableName(className)}:${columnName(field)}`;
}

/** The unquoted name of an index of the class; unlike names of Parse, that of an index may hold the mark itself. */
export function indexName(className: string, name: string): string {
  return `index:${tableName(className)}:${markCase(name.replaceAll('$', '$$$$'), /[A-Z]/)}`;
}

const UNMARKED: ReadonlySet<string> = new Set(['objectId', 'createdAt', 'updatedAt']);
const UNMARKED_FOLDED: ReadonlySet<string> = new Set(Array.from(UNMARKED, (name) => name.toLowerCase()));

function markCase(name: string, unusualFirst: RegExp): string {
  const first = name.search(/[A-Za-z]/);
  return name.replace(/[A-Za-z]/g, (letter, at: number) => {
    const marked = (at === first ? unusualFirst : /[A-Z]/).test(letter);
    return marked ? `$${letter}` : letter;
  });
}
