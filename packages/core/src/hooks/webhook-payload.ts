import { installationOf, type RequestContext } from '../context/request-context.js';
import { encodeOp } from '../ops/encode-op.js';
import type { ObjectTriggerRequest, QueryTriggerRequest } from '../triggers/trigger-types.js';
import type { Json, JsonObject, MutableJsonObject } from '../types/json.js';
import { callerObject } from '../users/caller-object.js';

/** What every hook is told of the request. */
export async function requestPayload(ctx: RequestContext): Promise<JsonObject> {
  const { auth, client } = ctx;
  const user = await callerObject(ctx);
  return {
    master: auth.kind === 'master' || auth.kind === 'read-only-master',
    isReadOnly: auth.kind === 'read-only-master',
    headers: headersWithoutKeys(client.headers?.() ?? {}),
    ip: client.ip,
    context: { ...ctx.cloudContext },
    ...(user && { user }),
    ...(client.installationId !== undefined && { installationId: client.installationId }),
  };
}

/** What every hook of a trigger is told of the request: also when the app itself makes it. */
async function triggerPayload(ctx: RequestContext): Promise<JsonObject> {
  const installationId = installationOf(ctx);
  return { ...(await requestPayload(ctx)), ...(installationId !== undefined && { installationId }) };
}

/** What a hook of a save, delete or log-in is told. Operations are in the object as the client sent them. */
export async function objectPayload(request: ObjectTriggerRequest): Promise<JsonObject> {
  const { className, kind, original } = request;
  return {
    ...(await triggerPayload(request.ctx)),
    ...(kind === 'afterLogin' && { user: withoutToken(request) }),
    triggerName: kind,
    object: { ...(kind === 'beforeSave' ? objectToSave(request) : withoutToken(request)), className },
    ...(original && { original: { ...original, className } }),
  };
}

/** Who has logged in is told to another server without the means to ask as that user. */
function withoutToken({ kind, object }: ObjectTriggerRequest): JsonObject {
  if (kind !== 'afterLogin') return object;
  const { sessionToken: _token, ...user } = object;
  return user;
}

/** What a hook around a search is told. */
export async function queryPayload(request: QueryTriggerRequest): Promise<JsonObject> {
  const { kind, where, isGet, objects, className } = request;
  const { count, ...options } = request.options;
  return {
    ...(await triggerPayload(request.ctx)),
    triggerName: kind,
    className,
    query: { where, ...options, ...numbersOf(options) },
    isGet,
    ...(kind === 'beforeFind' ? { count: Boolean(count) } : { objects }),
  };
}

/** In a URL they are texts. */
function numbersOf(options: JsonObject): JsonObject {
  const numbers = ['limit', 'skip'].flatMap((name) => {
    const given = Object.hasOwn(options, name) ? options[name] : undefined;
    return typeof given === 'string' && given !== '' && Number.isFinite(Number(given))
      ? [[name, Number(given)] as const]
      : [];
  });
  return Object.fromEntries(numbers);
}

/**
 * As the client sent it: values of operations would overwrite what others have added to the field meanwhile, and a new
 * object has no id yet unless the client chose one.
 */
function objectToSave({ ops, original, object, changed }: ObjectTriggerRequest): JsonObject {
  const pending: MutableJsonObject = { ...object };
  for (const op of ops) {
    const encoded: Json | undefined = op.target.path.length === 0 ? encodeOp(op) : undefined;
    if (encoded !== undefined) pending[op.target.field] = encoded;
  }
  if (original || changed.includes('objectId')) return pending;
  const { objectId: _id, ...unsaved } = pending;
  return unsaved;
}

/** Hooks are told who asks, and not how to ask for everything themselves. */
function headersWithoutKeys(headers: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !KEYS.has(name.toLowerCase())));
}

const KEYS: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'x-parse-master-key',
  'x-parse-maintenance-key',
  'x-parse-session-token',
]);
