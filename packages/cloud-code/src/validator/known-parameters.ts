import { ruleTypeName } from './check-fields.js';
import { nullMap, type FunctionParameters } from '@parse/core';

/** What the `fields` of rules that have been checked tell of a function's parameters; undefined when there are none. */
export function knownParameters(rules: unknown): FunctionParameters | undefined {
  const { fields } = Object(rules) as { readonly fields?: unknown };
  if (typeof fields !== 'object' || fields === null) return undefined;
  const known = nullMap<FunctionParameters[string]>();
  const entries = Array.isArray(fields)
    ? fields.map((name: unknown) => [String(name), { required: true }] as const)
    : Object.entries(fields);
  for (const [name, rule] of entries)
    known[name] = parameterOf(Object(rule) as Readonly<Record<string, unknown>>);
  return known;
}

function parameterOf({
  type,
  required,
  default: preset,
}: Readonly<Record<string, unknown>>): FunctionParameters[string] {
  const name = ruleTypeName(type);
  return {
    required: required === true && preset === undefined,
    ...(name !== undefined && { type: name }),
  };
}
