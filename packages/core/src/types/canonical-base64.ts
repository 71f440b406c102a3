const CANONICAL = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const ANY = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** The form bytes are stored and compared in, of base64 with or without padding and line ends; undefined for others. */
export function canonicalBase64(base64: string): string | undefined {
  if (base64 === '') return undefined;
  if (CANONICAL.test(base64)) return base64;
  const text = base64.replace(/[\r\n]/g, '');
  return ANY.test(text) ? Buffer.from(text, 'base64').toString('base64') || undefined : undefined;
}
