export const packageName = '@parse/storage-sqlite';
