import { ConfigError } from '@parse/core/adapter';

/** What every provider that asks a service can be told. */
export interface ServiceOptions {
  /** Milliseconds that the service may take for an answer. Absent: 10000. */
  readonly timeout?: number;
  /** Addresses in place of the service's own, by what they are for: a proxy, a sovereign cloud. */
  readonly endpoints?: Readonly<Record<string, string>>;
}

/** Reads the settings of one provider. Each method throws `ConfigError` for a value that is of no use. */
export interface OptionReader {
  /** A text that has to be there, under the first of these keys that is. */
  text(...keys: readonly string[]): string;
  optionalText(...keys: readonly string[]): string | undefined;
  /** A list of texts, or one text that stands for a list; empty when absent. */
  texts(...keys: readonly string[]): readonly string[];
  /** A text that nobody guesses: of 32 characters at least. */
  secret(key: string): string;
  flag(key: string): boolean;
  /** A whole number of that range; `range[2]` when absent. */
  whole(key: string, range: readonly [least: number, most: number, fallback: number]): number;
  /** The address for a purpose: the one of `endpoints`, or that of the service. */
  endpoint(purpose: string, fallback: string): string;
}

const LEAST_SECRET = 32;

/** A reader of the settings of the provider `name`; they come from files and variables, too, and can hold anything. */
export function readOptions(name: string, options: object): OptionReader {
  const find = (keys: readonly string[]): unknown => {
    const key = keys.find((each) => valueOf(options, each) !== undefined);
    return key === undefined ? undefined : valueOf(options, key);
  };
  const problem = (text: string) => new ConfigError([`auth.${name}.${text}`]);
  const optionalText = (...keys: readonly string[]): string | undefined => {
    const value = find(keys);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value !== '') return value;
    throw problem(`${String(keys[0])} must be a text that is not empty.`);
  };
  return {
    optionalText,
    text: (...keys) => {
      const value = optionalText(...keys);
      if (value === undefined) throw problem(`${String(keys[0])} is missing.`);
      return value;
    },
    texts: (...keys) => {
      const value = find(keys) ?? [];
      const list: readonly unknown[] = Array.isArray(value) ? value : [value];
      return list.map((each) => {
        if (typeof each === 'string' && each !== '') return each;
        throw problem(`${String(keys[0])} must be a text or a list of texts.`);
      });
    },
    secret: (key) => {
      const value = optionalText(key) ?? '';
      if (value.length < LEAST_SECRET) {
        throw problem(`${key} must be a random text of ${LEAST_SECRET} characters at least.`);
      }
      return value;
    },
    flag: (key) => {
      const value = valueOf(options, key) ?? false;
      if (typeof value === 'boolean') return value;
      throw problem(`${key} must be true or false.`);
    },
    whole: (key, [least, most, fallback]) => {
      const value = valueOf(options, key) ?? fallback;
      if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most)
        return value;
      throw problem(`${key} must be a whole number from ${least} to ${most}.`);
    },
    endpoint: (purpose, fallback) => {
      const endpoints = valueOf(options, 'endpoints') ?? {};
      if (typeof endpoints !== 'object') throw problem('endpoints must be an object.');
      const value = valueOf(endpoints, purpose) ?? fallback;
      if (typeof value === 'string' && isSafeAddress(value)) return value;
      throw problem(`endpoints.${purpose} must begin with https://`);
    },
  };
}

/** HTTPS, or plain HTTP that does not leave this machine. */
export function isSafeAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'https:') return true;
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

/** Own properties only: `constructor` is no setting. Null is absent, as in JSON configuration. */
function valueOf(options: object, key: string): unknown {
  if (!Object.hasOwn(options, key)) return undefined;
  const value: unknown = Reflect.get(options, key);
  return value ?? undefined;
}
