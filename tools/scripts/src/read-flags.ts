import { parseArgs, type ParseArgsConfig } from 'node:util';
import { suggestName } from '@parse/core';

/** A command line that is not understood: the message names the flag, and what was probably meant. */
export class UsageError extends Error {}

/** Every flag there is, as `parseArgs` takes them. */
export type KnownFlags = NonNullable<ParseArgsConfig['options']>;

/** The `values` of the flags, typed by what is known of them, and the `positionals`. */
export type ReadFlags<T extends KnownFlags> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>
>;

/** Reads flags and what stands beside them. Throws `UsageError` on a flag there is none of, or one without its value. */
export function readFlags<const T extends KnownFlags>(args: readonly string[], options: T): ReadFlags<T> {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'option' && !Object.hasOwn(options, token.name))
      throw new UsageError(`there is no ${token.rawName}${hint(token.name, Object.keys(options), '--')}`);
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * The names that a flag gives, once or more often, with commas or without; all when it is not given. In the order of those
 * there are. Throws `UsageError` on others.
 */
export function chosenNames<Name extends string>(
  flag: string,
  given: readonly string[] | undefined,
  known: readonly Name[],
): readonly Name[] {
  const names = given?.flatMap((text) => text.split(','));
  const unknown = names?.find((name) => !known.some((one) => one === name));
  if (unknown !== undefined)
    throw new UsageError(`--${flag} ${unknown}: there is none${hint(unknown, known)}`);
  return known.filter((name) => names?.includes(name) ?? true);
}

/** The number a flag gives. Throws `UsageError` on what is no whole number, or less than it may be. */
export function wholeNumber(flag: string, text: string, least = 0): number {
  const value = text === '' ? Number.NaN : Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`--${flag} is a whole number${least > 0 ? ` from ${least} on` : ''}, not ${text}`);
}

function hint(name: string, known: readonly string[], prefix = ''): string {
  const near = suggestName(name, known);
  return near === undefined
    ? `; there are ${known.map((one) => `${prefix}${one}`).join(', ')}`
    : `; did you mean ${prefix}${near}?`;
}
