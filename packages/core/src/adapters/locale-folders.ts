const localeForm = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i;

/**
 * `de_AT` → `de-AT`, `de`: a language and the more general ones it falls back to. Nothing for what is no language
 * tag, so that what users say about themselves may become part of a path.
 */
export function localeFolders(locale: string | undefined): readonly string[] {
  const tag = locale?.replaceAll('_', '-') ?? '';
  if (!localeForm.test(tag)) return [];
  const parts = tag.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}
