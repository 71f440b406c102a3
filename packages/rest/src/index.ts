export const packageName = '@parse/rest';
