const HIDDEN = '…';

/**
 * An error as it may be logged: what it and its causes say, without the given texts, in whatever case. Mail servers repeat
 * addresses, and may repeat what they refuse.
 */
export function withoutTexts(error: unknown, texts: readonly string[]): unknown {
  const hide = (text: string): string => texts.reduce(hideIn, text);
  if (typeof error === 'string') return hide(error);
  // Whatever else was thrown is of no known form.
  if (!(error instanceof Error)) return hide(String(error));
  const { name, message, stack, cause } = error;
  const shown = new Error(hide(message), cause === undefined ? {} : { cause: withoutTexts(cause, texts) });
  const code: unknown = 'code' in error ? error.code : undefined;
  return Object.assign(shown, { name, stack: hide(stack ?? ''), ...(code !== undefined && { code }) });
}

function hideIn(text: string, hidden: string): string {
  if (hidden === '') return text;
  const place = text.toLowerCase().indexOf(hidden.toLowerCase());
  if (place < 0) return text;
  return `${text.slice(0, place)}${HIDDEN}${hideIn(text.slice(place + hidden.length), hidden)}`;
}
