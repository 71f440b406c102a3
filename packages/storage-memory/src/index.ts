export const packageName = '@parse/storage-memory';
