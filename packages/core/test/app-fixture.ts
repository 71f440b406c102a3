import { memoryStorage } from '@parse/storage-memory';
import type { App } from '../src/context/app.js';
import { createApp, type AppOptions } from '../src/app/create-app.js';
import { ANONYMOUS, MAINTENANCE, MASTER, READ_ONLY_MASTER, type Auth } from '../src/context/auth.js';
import { createContext, type RequestContext } from '../src/context/request-context.js';
import type { ClassSchema } from '../src/types/class-schema.js';
import type { JsonObject } from '../src/types/json.js';

/** An app on an empty store in memory. */
export async function startApp(options: Partial<AppOptions> = {}): Promise<App> {
  return createApp({
    appId: 'test',
    keys: { masterKey: 'master' },
    storage: memoryStorage(),
    passwords: {
      hash: (password) => Promise.resolve(`hashed:${password}`),
      verify: (password, hash) => Promise.resolve(hash === `hashed:${password}`),
      needsRehash: () => false,
    },
    ...options,
  });
}

const CALLERS = {
  anonymous: ANONYMOUS,
  master: MASTER,
  readOnly: READ_ONLY_MASTER,
  maintenance: MAINTENANCE,
} as const;

/** A request of that caller; `installationId` as its header gives it. */
export function requestOf(
  app: App,
  caller: keyof typeof CALLERS | Auth = 'anonymous',
  installationId?: string,
): RequestContext {
  const auth = typeof caller === 'string' ? CALLERS[caller] : caller;
  return createContext(app, auth, { ip: '127.0.0.1', installationId, clientVersion: undefined });
}

/** Stores a user whose password is `secret`; its id is its name. */
export async function addUser(app: App, name: string, columns: JsonObject = {}): Promise<string> {
  const time = app.isoNow();
  const row = { objectId: name, username: name, _hashed_password: 'hashed:secret', ...columns };
  await app.storage.insert(classOf(app, '_User'), { createdAt: time, updatedAt: time, ...row });
  return name;
}

/** The class as the app knows it. */
export function classOf(app: App, className: string): ClassSchema {
  const schema = app.schemas.get(className);
  if (!schema) throw new TypeError(`${className} does not exist`);
  return schema;
}

/** The `code message` of what a call fails with; `ok` when it does not. */
export async function failureOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? `${String(error.code)} ` : '';
    return code + (error instanceof Error ? error.message : String(error));
  }
}
