const ISO_8601 =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?<zone>Z|[+-]\d{2}:?\d{2})?)?$/;
const LAST_CANONICAL = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const FIRST_CANONICAL = -62167219200000;

/**
 * The form dates are stored and compared in, `YYYY-MM-DDTHH:mm:ss.SSSZ`, of an ISO 8601 date; undefined for
 * everything else, years outside 0000–9999 included. A time without zone is UTC, wherever the server stands.
 */
export function canonicalDate(iso: string): string | undefined {
  if (iso.length > 40) return undefined;
  const match = ISO_8601.exec(iso);
  if (!match) return undefined;
  const hasTime = iso.length > 10;
  const time = Date.parse(hasTime && match.groups?.zone === undefined ? `${iso}Z` : iso);
  if (!(time >= FIRST_CANONICAL && time <= LAST_CANONICAL)) return undefined;
  return new Date(time).toISOString();
}
