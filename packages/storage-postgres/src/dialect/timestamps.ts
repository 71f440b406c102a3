/** A canonical ISO time as PostgreSQL reads it, which knows no signs before years. */
export function timestampText(iso: string): string {
  const [, sign, year = '', rest = ''] = LONG_YEAR.exec(iso) ?? [];
  if (sign === '+') return `${year.replace(/^0+(?=\d{4})/, '')}${rest}`;
  if (sign === '-') return `${String(Number(year) + 1).padStart(4, '0')}${rest} BC`;
  return iso.startsWith('0000') ? `0001${iso.slice(4)} BC` : iso;
}

/** The canonical ISO time of a `timestamptz` that PostgreSQL wrote in UTC; microseconds are cut off. */
export function isoTime(text: string): string {
  // 2020-01-02 03:04:05[.678901]+00
  if (text.length <= COMMON_LENGTH && text.endsWith('+00') && text.charCodeAt(4) === DASH) {
    const fraction = text.charCodeAt(19) === DOT ? text.slice(20, Math.min(23, text.length - 3)) : '';
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`;
  }
  const [, year = '0', rest = '', fraction = '', isBefore] = UNCOMMON.exec(text) ?? [];
  const number = isBefore === undefined ? Number(year) : 1 - Number(year);
  return new Date(
    `${signedYear(number)}-${rest.replace(' ', 'T')}.${fraction.slice(0, 3).padEnd(3, '0')}Z`,
  ).toISOString();
}

const COMMON_LENGTH = '2020-01-02 03:04:05.678901+00'.length;
const DASH = 45;
const DOT = 46;
const LONG_YEAR = /^([+-])(\d{6})(-.*)$/;
const UNCOMMON = /^(\d+)-(\d\d-\d\d \d\d:\d\d:\d\d)(?:\.(\d+))?\+00( BC)?$/;

function signedYear(year: number): string {
  const digits = String(Math.abs(year)).padStart(6, '0');
  return year < 0 ? `-${digits}` : `+${digits}`;
}
