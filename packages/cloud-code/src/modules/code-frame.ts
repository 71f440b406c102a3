/** A place in a file. Lines and columns are counted from 1. */
export interface CodePlace {
  readonly line: number;
  readonly column: number;
}

/** Lines that are shown before and after the one in question. */
const AROUND = 2;

/** The line of the place, marked, and the lines around it, numbered. Empty for a line that the text does not have. */
export function codeFrame(text: string, { line, column }: CodePlace): string {
  const lines = text.split(/\r?\n/);
  if (line < 1 || line > lines.length) return '';
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.length, line + AROUND);
  const width = String(last).length;
  return lines
    .slice(first - 1, last)
    .flatMap((source, index) => {
      const number = first + index;
      const numbered = `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${source}`;
      // Tabs stay tabs, so that the mark stands where the column is.
      const before = source.slice(0, column - 1).replace(/[^\t]/g, ' ');
      return number === line ? [numbered, `  ${' '.repeat(width)} | ${before}^`] : [numbered];
    })
    .map((shown) => shown.trimEnd())
    .join('\n');
}
