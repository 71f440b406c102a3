export const packageName = 'parse-server';
