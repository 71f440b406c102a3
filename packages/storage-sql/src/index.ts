export const packageName = '@parse/storage-sql';
