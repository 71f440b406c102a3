import { isDeepStrictEqual } from 'node:util';
import { ErrorCode, ParseError } from '@parse/core';

/** What a field or parameter has to be. */
export interface FieldRule {
  readonly required?: boolean;
  /** A constructor: `String`, `Array`, `Parse.File`; also in a list, or its name. */
  readonly type?: unknown;
  /** A value, the values there are, or a function that is asked. */
  readonly options?: unknown;
  readonly default?: unknown;
  /** Cannot be changed: an update keeps the stored value, a create takes the default. */
  readonly constant?: boolean;
  /** The text of the error when `options` say no. */
  readonly error?: string;
}

/** Where the fields are. */
export interface FieldSubject {
  get(field: string): unknown;
  set(field: string, value: unknown): void;
  /** Undefined when there is nothing to go back to. */
  readonly revert: ((field: string) => void) | undefined;
}

/** Checks the fields and puts defaults and constants in. A list names fields that must be there. */
export async function checkFields(
  rules: readonly string[] | Readonly<Record<string, FieldRule>> | undefined,
  subject: FieldSubject,
): Promise<void> {
  if (isList(rules)) {
    for (const field of rules) assertThere(field, subject.get(field));
    return;
  }
  for (const [field, rule] of Object.entries(rules ?? {})) await checkField(field, rule, subject);
}

async function checkField(field: string, rule: FieldRule, subject: FieldSubject): Promise<void> {
  if (rule.constant) keepConstant(field, rule, subject);
  if (rule.default !== undefined && isMissing(subject.get(field))) subject.set(field, rule.default);
  const value = subject.get(field);
  if (rule.required) assertThere(field, value);
  if (value === undefined) return;
  const expected = ruleTypeName(rule.type)?.toLowerCase();
  if (expected !== undefined && typeName(value) !== expected) {
    throw invalid(`Validation failed. Invalid type for ${field}. Expected: ${expected}`);
  }
  await checkOptions(field, rule, value);
}

function keepConstant(field: string, rule: FieldRule, subject: FieldSubject): void {
  if (subject.revert) subject.revert(field);
  else if (rule.default !== undefined) subject.set(field, rule.default);
}

function assertThere(field: string, value: unknown): void {
  if (isMissing(value)) throw invalid(`Validation failed. Please specify data for ${field}.`);
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Whether the value is one that the options allow; a value that is missing is not. */
export async function checkOptions(field: string, rule: FieldRule, value: unknown): Promise<void> {
  const { options, error } = rule;
  if (options === undefined) return;
  if (typeof options === 'function') {
    const answer: unknown = await (options as (value: unknown) => unknown)(value);
    if (answer) return;
    throw invalid(error ?? `Validation failed. Invalid value for ${field}.`);
  }
  const allowed: readonly unknown[] = Array.isArray(options) ? options : [options];
  if (allowed.some((option) => isDeepStrictEqual(option, value))) return;
  throw invalid(
    error ?? `Validation failed. Invalid option for ${field}. Expected: ${allowed.map(String).join(', ')}`,
  );
}

/** The name of the type that a rule asks for; undefined when it asks for none. */
export function ruleTypeName(type: unknown): string | undefined {
  const one: unknown = Array.isArray(type) ? type[0] : type;
  if (typeof one === 'function') return one.name;
  return typeof one === 'string' ? one : undefined;
}

function typeName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  const { name } = (
    Object.getPrototypeOf(value) as { readonly constructor?: { readonly name: string } } | null
  )?.constructor ?? { name: 'Object' };
  return name.toLowerCase();
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

function invalid(message: string): ParseError {
  return new ParseError(ErrorCode.ValidationError, message);
}
