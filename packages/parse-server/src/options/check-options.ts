import { suggestName } from '@parse/core';
import { isDeepStrictEqual } from 'node:util';
import { checkValue } from './check-value.js';
import { isPlainObject } from './plain-object.js';
import { laterFeatures } from './option-row.js';
import { flatten, topOptions, type Option } from './option-table.js';
import { renamedOptions } from './renamed-options.js';

/** What an operator wrote, held against the table. */
export interface CheckedOptions {
  /** With renamed options under their present name, and without those that have no effect any more. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Stop the start. */
  readonly problems: readonly string[];
  /** Are logged. */
  readonly warnings: readonly string[];
}

interface Report {
  readonly problems: string[];
  readonly warnings: string[];
}

/** Finds every unknown option, every value of a wrong type and every feature that is not available yet. */
export function checkOptions(input: Readonly<Record<string, unknown>>): CheckedOptions {
  const report: Report = { problems: [], warnings: [] };
  const options = checkKeys(input, topOptions, '', report);
  return { options, ...report };
}

function checkKeys(
  values: Readonly<Record<string, unknown>>,
  known: readonly Option[],
  parent: string,
  report: Report,
): Record<string, unknown> {
  const accepted: Record<string, unknown> = {};
  for (const [written, value] of Object.entries(values)) {
    const key = value === undefined ? undefined : currentKey(written, known, parent, report);
    const option = known.find((one) => one.key === key);
    if (option !== undefined) {
      accepted[option.key] = checkOption(option, `${parent}${option.key}`, value, report);
    }
  }
  return accepted;
}

/** The key to use; undefined when the option is to be left out, with the reason in the report. */
function currentKey(
  key: string,
  known: readonly Option[],
  parent: string,
  report: Report,
): string | undefined {
  if (known.some((option) => option.key === key)) {
    return key;
  }
  const renamed = renamedOptions.find(({ name }) => name === parent + key);
  if (renamed === undefined) {
    report.problems.push(unknownOption(key, known, parent));
    return undefined;
  }
  (renamed.action === 'refuse' ? report.problems : report.warnings).push(renamed.hint);
  return renamed.action === 'use' ? renamed.instead : undefined;
}

function unknownOption(key: string, known: readonly Option[], parent: string): string {
  const near = suggestName(
    key,
    known.map((option) => option.key),
  );
  const elsewhere = flatten(topOptions).find((option) => option.key === key);
  const meant = near === undefined ? elsewhere?.name : parent + near;
  return `${parent}${key} is not an option${meant === undefined ? '.' : `; did you mean ${meant}?`}`;
}

function checkOption(option: Option, name: string, value: unknown, report: Report): unknown {
  if (option.deprecated !== undefined) {
    report.warnings.push(`${name} is deprecated. ${option.deprecated}`);
  }
  if (option.later !== undefined) {
    if (asksForFeature(option, value)) {
      report.problems.push(`${name} is not available yet: ${laterFeatures[option.later]}.`);
    }
    return value;
  }
  if (option.type.kind === 'group' && isPlainObject(value)) {
    return checkKeys(value, option.children, `${name}.`, report);
  }
  if (option.type.kind === 'groups' && Array.isArray(value)) {
    return value.map((entry: unknown, index) => checkEntry(option, `${name}[${index}]`, entry, report));
  }
  report.problems.push(...checkValue(name, option.type, value, option.secret ?? false));
  return value;
}

function checkEntry(option: Option, name: string, entry: unknown, report: Report): unknown {
  if (!isPlainObject(entry)) {
    report.problems.push(...checkValue(name, { kind: 'group' }, entry, option.secret ?? false));
    return entry;
  }
  return checkKeys(entry, option.children, `${name}.`, report);
}

/** Whether the value wants the feature to do something: a default, `false` or something empty does not. */
function asksForFeature(option: Option, value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') {
    return false;
  }
  if (isDeepStrictEqual(value, option.default) || (Array.isArray(value) && value.length === 0)) {
    return false;
  }
  if (!isPlainObject(value)) {
    return true;
  }
  return Object.entries(value).some(([key, below]) => {
    const child = option.children.find((one) => one.key === key);
    return child === undefined || asksForFeature(child, below);
  });
}
