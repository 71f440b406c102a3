/** A list as PostgreSQL reads arrays from text. */
export function arrayLiteral(values: readonly (string | number)[]): string {
  return `{${values.map(element).join(',')}}`;
}

/** The elements of an array of texts that PostgreSQL wrote; none is NULL. */
export function readArrayLiteral(literal: string): readonly string[] {
  if (literal === '{}') return [];
  if (!literal.includes('"')) return literal.slice(1, -1).split(',');
  return Array.from(literal.slice(1, -1).matchAll(ELEMENT), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/gs, '$1'),
  );
}

const ELEMENT = /"((?:[^"\\]|\\.)*)"|([^,]+)/gs;

function element(value: string | number): string {
  return typeof value === 'number' ? String(value) : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
