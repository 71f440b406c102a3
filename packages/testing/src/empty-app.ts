import type { App } from '@parse/core';

/**
 * Removes every object of the app, system classes and relations included. Classes stay, with their columns and
 * permissions. Without access check: whoever has started the server may do with it as they like.
 */
export async function emptyApp(app: App): Promise<void> {
  for (const schema of await app.storage.loadClasses()) {
    await app.storage.remove(schema, { op: 'everything' });
  }
  await app.cache.clear();
  await app.hooks.changed();
}
