import { adapter, code, logger, passwordHasher } from '../option-kinds.js';
import type { OptionArea } from '../option-row.js';

/** Parts of the server that code replaces. No variable and no flag sets them. */
export const adapterOptions: OptionArea = {
  title: 'Adapters, set in code',
  rows: [
    {
      name: 'storage',
      type: adapter('storage', 'StorageAdapter'),
      env: null,
      about: 'A storage adapter made by its factory, in place of `databaseURI`.',
    },
    {
      name: 'cache',
      type: adapter('cache', 'CacheAdapter'),
      env: null,
      about: 'Remembers sessions and roles; absent: the memory of this process.',
    },
    {
      name: 'pubsub',
      type: adapter('pubsub', 'PubSubAdapter'),
      env: null,
      later: 'liveQuery',
      about: 'Carries events between processes; absent: within this process.',
    },
    { name: 'logger', type: logger, env: null, about: 'Where log lines go; absent: standard output.' },
    {
      name: 'passwords',
      type: passwordHasher,
      env: null,
      about: 'Hashes passwords; absent: bcrypt, which existing databases hold.',
    },
    { name: 'now', type: code('() => Date'), env: null, about: 'The clock; for tests.' },
  ],
};
