const localeForm = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i;

/**
 * `de-AT` → `de-AT`, `de`: a language and the more general ones it falls back to. Nothing for what is no language tag,
 * so that what a client asks for may become part of a path.
 */
export function localeFolders(locale: string | undefined): readonly string[] {
  const tag = locale?.replaceAll('_', '-') ?? '';
  if (!localeForm.test(tag)) return [];
  const parts = tag.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

/** The language a browser prefers, by its `Accept-Language` header. */
export function preferredLocale(acceptLanguage: string | undefined): string | undefined {
  const [first = ''] = (acceptLanguage ?? '').split(/[,;]/, 1);
  return localeFolders(first.trim())[0];
}
