import { localeFolders } from '@parse/core';

/** The language a browser prefers, by its `Accept-Language` header. */
export function preferredLocale(acceptLanguage: string | undefined): string | undefined {
  const [first = ''] = (acceptLanguage ?? '').split(/[,;]/, 1);
  return localeFolders(first.trim())[0];
}
