import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { textOf, type Json, type JsonObject } from '../types/json.js';
import type { TriggerKind } from './trigger-types.js';

/** A function that another server runs. */
export interface FunctionHook {
  readonly kind: 'function';
  readonly functionName: string;
  readonly url: string;
}

/** A trigger that another server runs. */
export interface TriggerHook {
  readonly kind: 'trigger';
  readonly className: string;
  readonly triggerName: TriggerKind;
  readonly url: string;
}

/** What another server does for the app. */
export type Hook = FunctionHook | TriggerHook;

/** Which function or trigger a hook is for, as a client names it. */
export type HookName =
  | { readonly kind: 'function'; readonly functionName: string }
  | { readonly kind: 'trigger'; readonly className: string; readonly triggerName: string };

const TRIGGERS: readonly TriggerKind[] = [
  'beforeSave',
  'afterSave',
  'beforeDelete',
  'afterDelete',
  'beforeFind',
  'afterFind',
  'beforeLogin',
  'afterLogin',
  'afterLogout',
  'beforePasswordResetRequest',
];

/** The kind of trigger of that name. */
export function triggerKind(name: string): TriggerKind | undefined {
  return TRIGGERS.find((kind) => kind === name);
}

/** The hook that a client declares; throws HookError for one that could never be called. */
export function parseHook(kind: Hook['kind'], body: JsonObject): Hook {
  const url = webAddress(body.url);
  if (kind === 'function') {
    const functionName = textOf(body.functionName);
    if (functionName === '') throw invalidHook();
    return { kind, functionName, url };
  }
  const className = textOf(body.className);
  const triggerName = triggerKind(textOf(body.triggerName));
  if (className === '' || !triggerName) throw invalidHook();
  assertTriggerOf(className, triggerName);
  return { kind, className, triggerName, url };
}

/** What clients are told of a hook. */
export function hookJson(hook: Hook): JsonObject {
  const { kind: _kind, ...json } = hook;
  return json;
}

function webAddress(given: Json | undefined): string {
  const url = textOf(given);
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw invalidHook();
}

function assertTriggerOf(className: string, kind: TriggerKind): void {
  if (className === '_Session' && kind !== 'afterLogout') {
    throw hookError('Only the afterLogout trigger is allowed for the _Session class.');
  }
  if (className === '_PushStatus' && kind !== 'afterSave') {
    throw hookError('Only afterSave is allowed on _PushStatus');
  }
}

/** An error of the hooks API. */
export function hookError(message: string): ParseError {
  return new ParseError(ErrorCode.HookError, message);
}

function invalidHook(): ParseError {
  return hookError('invalid hook declaration');
}
