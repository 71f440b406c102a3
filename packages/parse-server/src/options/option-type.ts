/**
 * What an option may be set to. One description serves the check of values, the reading of text (environment,
 * flags), the TypeScript type and the documentation.
 */
export type OptionType =
  | { readonly kind: 'string'; readonly check?: TextCheck }
  | { readonly kind: 'number'; readonly whole: boolean; readonly min?: number; readonly max?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'null' }
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: OptionType }
  /** Keys of the operator's choice. */
  | { readonly kind: 'map'; readonly of: OptionType }
  /** Keys that have rows of their own: `<name>.<key>`. */
  | { readonly kind: 'group' }
  /** A list of objects whose keys have rows: `<name>[].<key>`. */
  | { readonly kind: 'groups' }
  /** Code, which neither the environment nor a JSON file can hold; `signature` is its TypeScript type. */
  | { readonly kind: 'function'; readonly signature: string }
  /** An object made by code, told by `is`; `type` is its TypeScript type and `name` how people call it. */
  | {
      readonly kind: 'object';
      readonly name: string;
      readonly type: string;
      readonly is: (value: object) => boolean;
    }
  /** Any JSON value. */
  | { readonly kind: 'json' }
  | { readonly kind: 'either'; readonly types: readonly OptionType[] };

/** Which texts are fine; `expected` completes the sentence "must be …". */
export interface TextCheck {
  readonly expected: string;
  readonly accepts: (value: string) => boolean;
}

/** Says what is accepted, to complete the sentence "must be …". */
export function describeType(type: OptionType): string {
  switch (type.kind) {
    case 'string':
      return type.check?.expected ?? 'a text';
    case 'number':
      return describeNumber(type);
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'one-of':
      return `one of ${type.values.join(', ')}`;
    case 'list':
      return `a list, each entry ${describeType(type.of)}`;
    case 'map':
    case 'group':
      return 'an object';
    case 'groups':
      return 'a list of objects';
    case 'function':
      return 'a function';
    case 'object':
      return type.name;
    case 'json':
      return 'a JSON value';
    case 'either':
      return type.types.map(describeType).join(', or ');
  }
}

/** Whether a text can say a value: not of what only code can make, whose variables and flags are refused. */
export function isWritable(type: OptionType): boolean {
  if (type.kind === 'either') {
    return type.types.some(isWritable);
  }
  return type.kind !== 'function' && type.kind !== 'object';
}

function describeNumber({ whole, min, max }: Extract<OptionType, { kind: 'number' }>): string {
  const kind = whole ? 'a whole number' : 'a number';
  if (min !== undefined && max !== undefined) {
    return `${kind} from ${min} to ${max}`;
  }
  if (min !== undefined) {
    return `${kind} of at least ${min}`;
  }
  return max === undefined ? kind : `${kind} of at most ${max}`;
}
