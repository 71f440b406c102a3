import { ConfigError } from '@parse/core';
import type { ValidatorRules } from './validator.js';

type Check = (value: unknown) => boolean;

const isBoolean: Check = (value) => typeof value === 'boolean';
const isFunction: Check = (value) => typeof value === 'function';
const isList: Check = Array.isArray;
const isObject: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const any: Check = () => true;
const isText: Check = (value) => typeof value === 'string';

const RULES: ReadonlyMap<string, readonly Check[]> = new Map([
  ['requireUser', [isBoolean]],
  ['requireMaster', [isBoolean]],
  ['validateMasterKey', [isBoolean]],
  ['skipWithMasterKey', [isBoolean]],
  ['requireAnyUserRoles', [isList, isFunction]],
  ['requireAllUserRoles', [isList, isFunction]],
  ['requireUserKeys', [isList, isObject]],
  ['fields', [isList, isObject]],
  ['rateLimit', [isObject]],
]);

const FIELD_RULES: ReadonlyMap<string, readonly Check[]> = new Map([
  ['type', [any]],
  ['constant', [isBoolean]],
  ['default', [any]],
  ['options', [any]],
  ['required', [isBoolean]],
  ['error', [isText]],
]);

/** The rules, when they are some; throws ConfigError that names each one that is unknown or of the wrong type. */
export function assertRules(given: unknown): ValidatorRules {
  if (!isRules(given)) throw new ConfigError(['A validator must be an object with rules, or a function.']);
  const problems = problemsOf(given, RULES, 'validator');
  for (const name of ['fields', 'requireUserKeys'] as const) {
    const fields: unknown = given[name];
    if (!isRules(fields)) continue;
    for (const [field, rule] of Object.entries(fields)) {
      if (isRules(rule)) problems.push(...problemsOf(rule, FIELD_RULES, `validator.${name}.${field}`));
      else problems.push(`validator.${name}.${field} must be an object with rules.`);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return given;
}

function problemsOf(given: object, rules: ReadonlyMap<string, readonly Check[]>, path: string): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const checks = rules.get(name);
    if (!checks) return [`${path}.${name} is no rule of a validator.`];
    return value === undefined || checks.some((check) => check(value))
      ? []
      : [`${path}.${name} has the wrong type.`];
  });
}

function isRules(value: unknown): value is ValidatorRules & Readonly<Record<string, unknown>> {
  return isObject(value);
}
