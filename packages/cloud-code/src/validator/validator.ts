import { ErrorCode, ParseError, type RequestContext } from '@parse/core';
import type { RequestFacts } from '../requests/request-facts.js';
import type { CloudApp } from '../scope/cloud-app.js';
import { sdk, type SdkConfig, type SdkObject } from '../sdk.js';
import { scriptFailure } from '../script-failure.js';
import { checkFields, checkOptions, type FieldRule, type FieldSubject } from './check-fields.js';
import { assertRules } from './assert-rules.js';
import { callLimit } from './rate-limit.js';

/** The rules that a function or trigger may be registered with. */
export interface ValidatorRules {
  readonly requireUser?: boolean;
  readonly requireMaster?: boolean;
  readonly validateMasterKey?: boolean;
  readonly skipWithMasterKey?: boolean;
  readonly requireAnyUserRoles?: RoleNames;
  readonly requireAllUserRoles?: RoleNames;
  readonly requireUserKeys?: readonly string[] | Readonly<Record<string, FieldRule>>;
  readonly fields?: readonly string[] | Readonly<Record<string, FieldRule>>;
  readonly rateLimit?: Readonly<Record<string, unknown>>;
}

type RoleNames = readonly string[] | (() => readonly string[] | Promise<readonly string[]>);

/** A call as far as validators look at it. */
export interface ValidatedCall extends RequestFacts {
  readonly triggerName?: string;
  readonly object?: SdkObject | SdkConfig;
  readonly original?: SdkObject | SdkConfig;
  params?: Record<string, unknown>;
}

/** What is checked before a handler runs. */
export interface Validator {
  /** The handler does not run for this caller at all. */
  skips(facts: RequestFacts): boolean;
  /** Counts the call against the limit it has. Throws ValidationError when the call may not happen; puts defaults and constants in. */
  check(cloud: CloudApp, ctx: RequestContext, call: ValidatedCall): Promise<void>;
}

/**
 * Rules, or a function that is asked about each call. Throws ConfigError for rules that are no rules. What is named
 * alike is counted together.
 */
export function createValidator(name: string, given: unknown): Validator | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === 'function') return functionValidator(given as (call: ValidatedCall) => unknown);
  return rulesValidator(name, assertRules(given));
}

/** A function that returns something, or throws, says no to a false value only by throwing. */
function functionValidator(ask: (call: ValidatedCall) => unknown): Validator {
  return {
    skips: () => false,
    async check(_cloud, _ctx, call) {
      if (call.master) return;
      try {
        await ask(call);
      } catch (error) {
        throw scriptFailure(error, ErrorCode.ValidationError);
      }
    },
  };
}

function rulesValidator(name: string, rules: ValidatorRules): Validator {
  const limit = rules.rateLimit && callLimit(rules.rateLimit);
  return {
    skips: ({ master }) => rules.skipWithMasterKey === true && master,
    async check(cloud, ctx, call) {
      if (limit && (!limit.methods || limit.methods.has(methodOf(call)))) {
        await cloud.countUse(name, limit, { ip: call.ip, auth: ctx.auth });
      }
      if (call.master && !rules.validateMasterKey) return;
      try {
        await checkRules(rules, ctx, call);
      } catch (error) {
        throw scriptFailure(error, ErrorCode.ValidationError);
      }
    },
  };
}

/** The method of the request that calls it: what else than a request would do of the object is the same to a limit. */
function methodOf({ triggerName = '', original }: ValidatedCall): string {
  if (triggerName.endsWith('Find')) return 'GET';
  if (triggerName.endsWith('Delete')) return 'DELETE';
  return triggerName.endsWith('Save') && original ? 'PUT' : 'POST';
}

async function checkRules(rules: ValidatorRules, ctx: RequestContext, call: ValidatedCall): Promise<void> {
  const user = call.user ?? userBeingCreated(call);
  if (rules.requireUser && !user) throw invalid('Validation failed. Please login to continue.');
  if (rules.requireMaster && !call.master) {
    throw invalid('Validation failed. Master key is required to complete this request.');
  }
  await checkFields(rules.fields, subjectOf(call));
  await checkRoles(rules, ctx, user !== undefined);
  await checkUserKeys(rules.requireUserKeys, user);
}

/** Who signs up counts as the user of the request. */
function userBeingCreated({ object }: ValidatedCall): SdkObject | undefined {
  if (object instanceof sdk.Config) return undefined;
  return object?.className === '_User' && !object.existed() ? object : undefined;
}

/** Fields of the object that the call is about, else its parameters. */
function subjectOf(call: ValidatedCall): FieldSubject {
  const { object, original } = call;
  if (object instanceof sdk.Config) return subjectIn(object.attributes);
  if (object) {
    return {
      get: (field) => object.get(field),
      set: (field, value) => void object.set(field, value),
      revert: original ? (field) => object.revert(field) : undefined,
    };
  }
  return subjectIn((call.params ??= {}));
}

function subjectIn(values: Record<string, unknown>): FieldSubject {
  return {
    get: (name) => (Object.hasOwn(values, name) ? values[name] : undefined),
    set: (name, value) => void (values[name] = value),
    revert: undefined,
  };
}

async function checkRoles(rules: ValidatorRules, ctx: RequestContext, hasUser: boolean): Promise<void> {
  const any = await namesOf(rules.requireAnyUserRoles);
  const all = await namesOf(rules.requireAllUserRoles);
  if (any.length + all.length === 0) return;
  if (!hasUser) throw invalid('Validation failed. Please login to continue.');
  const principals = new Set(await ctx.principals());
  const has = (name: string) => principals.has(`role:${name}`);
  if (any.length > 0 && !any.some(has))
    throw invalid('Validation failed. User does not match the required roles.');
  if (!all.every(has)) throw invalid('Validation failed. User does not match all the required roles.');
}

async function namesOf(roles: RoleNames | undefined): Promise<readonly string[]> {
  return typeof roles === 'function' ? roles() : (roles ?? []);
}

async function checkUserKeys(
  keys: ValidatorRules['requireUserKeys'],
  user: SdkObject | undefined,
): Promise<void> {
  if (!keys) return;
  if (!user) throw invalid('Please login to make this request.');
  if (!isList(keys)) {
    for (const [key, rule] of Object.entries(keys)) await checkOptions(key, rule, user.get(key));
    return;
  }
  for (const key of keys) {
    if (!user.get(key)) throw invalid(`Validation failed. Please set data for ${key} on your account.`);
  }
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

function invalid(message: string): ParseError {
  return new ParseError(ErrorCode.ValidationError, message);
}
