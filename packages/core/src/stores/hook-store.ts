import type { App } from '../context/app.js';
import { triggerKind, type Hook, type HookName } from '../triggers/hook.js';
import { resolveFieldPath } from '../query/field-path.js';
import { systemSchema } from '../schema/system-classes.js';
import type { ClassSchema } from '../types/class-schema.js';
import { textOf, type Json } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';

// Rows are read and written without access checks: nobody but the hooks API reaches the class, and that asks for the
// master key.

/** Every hook of the app, by name. Rows that say nothing of use are passed over. */
export async function loadHooks(app: App): Promise<readonly Hook[]> {
  if (!app.schemas.has('_Hooks')) return [];
  const rows = await app.storage.find(hookSchema(app), { op: 'everything' }, {});
  return rows.flatMap(hookOf).sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
}

/** Stores a new hook. Of racers with one name, the database lets one through where it has unique indexes. */
export async function insertHook(app: App, hook: Hook): Promise<void> {
  const schema = app.schemas.has('_Hooks') ? hookSchema(app) : await app.schemas.ensure(hookSchema(app));
  const { kind: _kind, ...fields } = hook;
  await app.storage.insert(schema, { objectId: idOf(hook), ...fields });
}

/** Has another address called from now on; says whether there is such a hook. */
export async function updateHookUrl(app: App, hook: Hook): Promise<boolean> {
  const url = { op: 'set', target: { field: 'url', path: [] }, value: hook.url } as const;
  return (await app.storage.updateMany(hookSchema(app), namedLike(app, hook), [url])) > 0;
}

/** Removes the hook; says whether there was one. */
export async function removeHook(app: App, name: HookName): Promise<boolean> {
  if (!app.schemas.has('_Hooks')) return false;
  return (await app.storage.remove(hookSchema(app), namedLike(app, name))) > 0;
}

function hookOf({ functionName, className, triggerName, url }: StoredObject): Hook[] {
  if (typeof url !== 'string') return [];
  if (typeof functionName === 'string') return [{ kind: 'function', functionName, url }];
  const kind = triggerKind(textOf(triggerName));
  if (typeof className !== 'string' || !kind) return [];
  return [{ kind: 'trigger', className, triggerName: kind, url }];
}

/** The form that the store of PostgreSQL, which has no column for it, gives ids of hooks. */
function idOf(name: HookName): string {
  return name.kind === 'function' ? name.functionName : `${name.className}.${name.triggerName}`;
}

/** By the fields, since rows of other servers have ids of their own. */
function namedLike(app: App, name: HookName): Where {
  const schema = hookSchema(app);
  const equal = (field: string, value: Json): Where => ({
    op: 'equal',
    key: resolveFieldPath(schema, field),
    value,
  });
  if (name.kind === 'function') return equal('functionName', name.functionName);
  return {
    op: 'and',
    nodes: [equal('className', name.className), equal('triggerName', name.triggerName)],
  };
}

function hookSchema(app: App): ClassSchema {
  const schema = app.schemas.get('_Hooks') ?? systemSchema('_Hooks');
  if (!schema) throw new TypeError('_Hooks is a system class');
  return schema;
}
