export const packageName = '@parse/adapter-tests';
