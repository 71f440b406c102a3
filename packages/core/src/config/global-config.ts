import { changeSchema } from '../context/schema-change-needed.js';
import { requireMaster } from '../context/require-master.js';
import type { RequestContext } from '../context/request-context.js';
import { withFileUrl } from '../files/file-url.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { clientRules } from '../objects/start-draft.js';
import { applyOps } from '../ops/apply-ops.js';
import { resolveFieldPath } from '../query/field-path.js';
import { systemSchema } from '../schema/system-classes.js';
import { hasTrigger, runAfterTrigger, runObjectTrigger } from '../triggers/run-trigger.js';
import { objectTriggerRequest } from '../triggers/object-trigger-request.js';
import type { ObjectTriggerRequest } from '../triggers/trigger-types.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { FieldOp } from '../types/field-op.js';
import { isJsonObject, nullMap, type Json, type JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';
import { parseConfigChange, type ConfigChange } from './parse-config-change.js';

/** The class name that triggers of `Parse.Config` are registered under. */
export const CONFIG_TRIGGERS = '@Config';

const CONFIG_ID = '1';

/**
 * The parameters of the app, with the flags that hide some from clients. Callers without the master key get
 * neither hidden parameters nor their flags. One read.
 */
export async function getGlobalConfig(ctx: RequestContext): Promise<JsonObject> {
  const row = await readConfig(ctx);
  if (!row) return { params: {} };
  const params = objectOf(row.params);
  const hidden = objectOf(row.masterKeyOnly);
  const seesAll = ctx.auth.kind === 'master' || ctx.auth.kind === 'read-only-master';
  const isVisible = (name: string) => seesAll || !(Object.hasOwn(hidden, name) && hidden[name]);
  return {
    params: pick(params, isVisible, (value) => withFileUrl(ctx.app, value) ?? null),
    masterKeyOnly: pick(hidden, isVisible, (value) => value),
  };
}

/**
 * Sets, changes and deletes single parameters (`params`, values or operations) and says which of them clients may
 * not see (`masterKeyOnly`); the others stay as they are. One atomic write, so that two editors of different
 * parameters do not undo each other.
 */
export async function updateGlobalConfig(ctx: RequestContext, body: JsonObject): Promise<JsonObject> {
  requireMaster(ctx, { write: true, action: 'update the config' });
  const change = parseConfigChange(body, clientRules(ctx, false));
  if (change.ops.length === 0) return { result: true };
  if (!isObserved(ctx)) {
    await writeConfig(ctx, change);
    return { result: true };
  }
  const row = await readConfig(ctx);
  const original = row && objectOf(row.params);
  const view = { object: change.params, original, ops: paramOps(change) };
  await runObjectTrigger(triggerRequest(ctx, 'beforeSave', view));
  const saved = await writeConfig(ctx, change);
  await runAfterTrigger(triggerRequest(ctx, 'afterSave', { ...view, object: objectOf(saved.params) }));
  return { result: true };
}

function isObserved(ctx: RequestContext): boolean {
  return hasTrigger(ctx, 'beforeSave', CONFIG_TRIGGERS) || hasTrigger(ctx, 'afterSave', CONFIG_TRIGGERS);
}

async function readConfig(ctx: RequestContext): Promise<StoredObject | undefined> {
  const schema = ctx.app.schemas.get('_GlobalConfig') ?? configSchema();
  const [row] = await explainStorageErrors(undefined, ctx.rows.find(schema, theRow(schema), { limit: 1 }));
  return row;
}

async function writeConfig(ctx: RequestContext, { ops }: ConfigChange): Promise<StoredObject> {
  const { schemas } = ctx.app;
  const known = schemas.has('_GlobalConfig') ? schemas.get('_GlobalConfig') : undefined;
  const schema = known ?? (await changeSchema(ctx, () => schemas.ensure(configSchema())));
  const first = applyOps({ objectId: CONFIG_ID, params: {}, masterKeyOnly: {} }, ops, { inserting: true });
  return explainStorageErrors(undefined, ctx.rows.upsert(schema, theRow(schema), first, ops));
}

function configSchema(): ClassSchema {
  const schema = systemSchema('_GlobalConfig');
  if (!schema) throw new TypeError('_GlobalConfig is a system class');
  return schema;
}

function theRow(schema: ClassSchema): Where {
  return { op: 'equal', key: resolveFieldPath(schema, 'objectId'), value: CONFIG_ID };
}

/** What triggers of the configuration see: parameters only, and never how they are stored. */
interface ConfigView {
  readonly object: JsonObject;
  readonly original: JsonObject | undefined;
  /** The changes, each on the parameter that it is about. */
  readonly ops: readonly FieldOp[];
}

function triggerRequest(
  ctx: RequestContext,
  kind: 'beforeSave' | 'afterSave',
  view: ConfigView,
): ObjectTriggerRequest {
  return objectTriggerRequest(ctx, {
    kind,
    className: CONFIG_TRIGGERS,
    object: () => view.object,
    original: () => view.original,
    change: { ops: view.ops, relations: [] },
  });
}

/** Parameters are stored inside one column; to a trigger they are the fields. */
function paramOps({ ops }: ConfigChange): readonly FieldOp[] {
  return ops.flatMap((op) => {
    const [field, ...path] = op.target.path;
    return op.target.field === 'params' && field !== undefined ? [{ ...op, target: { field, path } }] : [];
  });
}

function pick(map: JsonObject, isWanted: (name: string) => boolean, show: (value: Json) => Json): JsonObject {
  const picked = nullMap();
  for (const [name, value] of Object.entries(map)) {
    if (isWanted(name)) picked[name] = show(value);
  }
  return picked;
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
