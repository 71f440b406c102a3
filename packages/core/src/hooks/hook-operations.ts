import type { RequestContext } from '../context/request-context.js';
import { requireMaster } from '../context/require-master.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { StorageError } from '../errors/storage-error.js';
import { explainStorageErrors } from '../objects/explain-storage-error.js';
import { insertHook, loadHooks, removeHook, updateHookUrl } from '../stores/hook-store.js';
import type { JsonObject } from '../types/json.js';
import { hookError, hookJson, parseHook, type Hook, type HookName } from '../triggers/hook.js';

/** The hooks of that kind, by name. With the master key only, as everything here. */
export async function listHooks(ctx: RequestContext, kind: Hook['kind']): Promise<readonly JsonObject[]> {
  requireMaster(ctx, { write: false });
  const hooks = await explainStorageErrors(undefined, loadHooks(ctx.app));
  return hooks.filter((hook) => hook.kind === kind).map(hookJson);
}

/** One hook; HookError when there is none of that name. */
export async function getHook(ctx: RequestContext, name: HookName): Promise<JsonObject> {
  requireMaster(ctx, { write: false });
  const hook = await find(ctx, name);
  if (!hook) throw missing(name);
  return hookJson(hook);
}

/** Has another server run a function or trigger from now on, in the place of Cloud Code of the same name. */
export async function createHook(
  ctx: RequestContext,
  kind: Hook['kind'],
  body: JsonObject,
): Promise<JsonObject> {
  requireMaster(ctx, { write: true, action: 'create hooks' });
  const hook = parseHook(kind, body);
  if (await find(ctx, hook)) throw alreadyThere(hook);
  try {
    await insertHook(ctx.app, hook);
  } catch (error) {
    if (StorageError.isInstance(error) && error.kind === 'duplicate-value') throw alreadyThere(hook);
    throw error;
  }
  await ctx.app.hooks.changed();
  return hookJson(hook);
}

/** Has another address called; HookError when there is no such hook. */
export async function updateHook(ctx: RequestContext, name: HookName, body: JsonObject): Promise<JsonObject> {
  requireMaster(ctx, { write: true, action: 'update hooks' });
  const { kind, ...names } = name;
  const hook = parseHook(kind, { ...names, url: body.url ?? '' });
  if (!(await explainStorageErrors(undefined, updateHookUrl(ctx.app, hook)))) throw missing(name);
  await ctx.app.hooks.changed();
  return hookJson(hook);
}

/** Has it called no longer: Cloud Code of the same name is back. ObjectNotFound when there is no such hook. */
export async function deleteHook(ctx: RequestContext, name: HookName): Promise<void> {
  requireMaster(ctx, { write: true, action: 'delete hooks' });
  if (!(await explainStorageErrors(undefined, removeHook(ctx.app, name)))) {
    throw new ParseError(ErrorCode.ObjectNotFound, 'Object not found.');
  }
  await ctx.app.hooks.changed();
}

async function find(ctx: RequestContext, name: HookName): Promise<Hook | undefined> {
  const hooks = await explainStorageErrors(undefined, loadHooks(ctx.app));
  return hooks.find((hook) => isNamed(hook, name));
}

function isNamed(hook: Hook, name: HookName): boolean {
  if (hook.kind === 'function') return name.kind === 'function' && hook.functionName === name.functionName;
  return (
    name.kind === 'trigger' && hook.className === name.className && hook.triggerName === name.triggerName
  );
}

function missing(name: HookName): ParseError {
  return name.kind === 'function'
    ? hookError(`no function named: ${name.functionName} is defined`)
    : hookError(`class ${name.className} does not exist`);
}

function alreadyThere(hook: Hook): ParseError {
  return hook.kind === 'function'
    ? hookError(`function name: ${hook.functionName} already exists`)
    : hookError(`class ${hook.className} already has trigger ${hook.triggerName}`);
}
