/** What the beginning of a pattern says literally. */
export interface LiteralPattern {
  /** The characters up to the first that is not literal. */
  readonly text: string;
  /** The pattern begins with `^`. */
  readonly anchoredStart: boolean;
  /** `text` is followed by `$` and nothing else. */
  readonly anchoredEnd: boolean;
  /** Nothing but anchors stands around `text`. */
  readonly complete: boolean;
  /** The pattern may hold alternatives, so that `text` need not be part of every match. */
  readonly branches: boolean;
}

/**
 * Reads the literal beginning of a pattern, `\Q…\E` quotes included. A character that a quantifier may make
 * optional is not taken as literal.
 */
export function readLiteral(pattern: string): LiteralPattern {
  const anchoredStart = pattern.startsWith('^');
  let text = '';
  let lastLength = 0;
  let index = anchoredStart ? 1 : 0;
  while (index < pattern.length) {
    const token = readToken(pattern, index);
    if (token === undefined) break;
    if (token.text !== '') lastLength = token.lastCharacter;
    text += token.text;
    index = token.end;
  }
  if (index < pattern.length && /[*?{+]/.test(pattern.charAt(index)))
    text = text.slice(0, text.length - lastLength);
  const rest = pattern.slice(index);
  return {
    text,
    anchoredStart,
    anchoredEnd: rest === '$',
    complete: rest === '' || rest === '$',
    branches: rest.includes('|'),
  };
}

/** The pattern without the blanks and comments that the `x` flag gives leave to write. */
export function removeFreeSpacing(pattern: string): string {
  let result = '';
  let classStart = -1;
  let index = 0;
  while (index < pattern.length) {
    const end = tokenEnd(pattern, index);
    const token = pattern.slice(index, end);
    const inClass = classStart >= 0;
    const isComment = !inClass && token === '#';
    if (token === '[' && !inClass) classStart = index;
    else if (token === ']' && inClass && !opensClass(pattern, classStart, index)) classStart = -1;
    if (!isComment && (inClass || !/^\s$/.test(token))) result += token;
    index = isComment ? lineEnd(pattern, index) : end;
  }
  return result;
}

/** Whether a `]` is the first member of its class and so does not end it. */
function opensClass(pattern: string, classStart: number, index: number): boolean {
  return /^\[\^?$/.test(pattern.slice(classStart, index));
}

interface LiteralToken {
  readonly text: string;
  readonly end: number;
  /** The length of its last character in UTF-16 units. */
  readonly lastCharacter: number;
}

/** The literal characters at a place of a pattern, or undefined when what stands there is not literal. */
function readToken(pattern: string, index: number): LiteralToken | undefined {
  const end = tokenEnd(pattern, index);
  const token = pattern.slice(index, end);
  if (token.startsWith('\\Q'))
    return literalToken(token.slice(2, token.endsWith('\\E') ? -2 : undefined), end);
  if (token.startsWith('\\'))
    return /^\\[^A-Za-z0-9]$/.test(token) ? literalToken(token.slice(1), end) : undefined;
  return /^[.^$*+?()[\]{}|]$/.test(token) ? undefined : literalToken(token, end);
}

function literalToken(text: string, end: number): LiteralToken {
  return { text, end, lastCharacter: Array.from(text.slice(-2)).at(-1)?.length ?? 0 };
}

/** Where the character, escape or quote that begins at a place ends. */
function tokenEnd(pattern: string, index: number): number {
  if (pattern.startsWith('\\Q', index)) {
    const close = pattern.indexOf('\\E', index + 2);
    return close < 0 ? pattern.length : close + 2;
  }
  const escaped = pattern.charAt(index) === '\\' && index + 1 < pattern.length;
  const start = escaped ? index + 1 : index;
  return start + ((pattern.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
}

function lineEnd(pattern: string, index: number): number {
  const end = pattern.indexOf('\n', index);
  return end < 0 ? pattern.length : end + 1;
}
