import { ErrorCode, nullMap, ParseError } from '@parse/core';

/** More parameters than any client sends; a body may hold this many too. */
const MAX_PARAMETERS = 1000;

/**
 * Reads a query string (or a form body) into texts. A parameter given twice is refused: two readers of one
 * request could take different ones. Text that is not valid percent-encoding is taken as it is.
 */
export function readQuery(query: string): Record<string, string> {
  const parameters = nullMap<string>();
  if (query === '') return parameters;
  const pairs = query.split('&', MAX_PARAMETERS + 1);
  if (pairs.length > MAX_PARAMETERS) throw new ParseError(ErrorCode.InvalidQuery, 'too many parameters');
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    if (name === '') continue;
    if (name in parameters) throw new ParseError(ErrorCode.InvalidQuery, `Parameter given twice: ${name}`);
    parameters[name] = equals < 0 ? '' : decode(pair.slice(equals + 1));
  }
  return parameters;
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
