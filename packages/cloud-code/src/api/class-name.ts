import { CONFIG_TRIGGERS, ConfigError } from '@parse/core';
import { sdk } from '../sdk.js';

/** The class name that triggers of files are registered under. */
export const FILE_TRIGGERS = '@File';

/** The class that a trigger is for: its name, a subclass of `Parse.Object`, `Parse.Config` or `Parse.File`. */
export function classNameOf(given: unknown): string {
  if (typeof given === 'string' && given !== '') return given;
  if (given === sdk.Config) return CONFIG_TRIGGERS;
  if (given === sdk.File) return FILE_TRIGGERS;
  const className = typeof given === 'function' ? nameOfSubclass(given) : undefined;
  if (className !== undefined) return className;
  throw new ConfigError(['A trigger needs the name of a class, or a subclass of Parse.Object.']);
}

/** `Parse.Object.extend` tells the name on the class, `class … extends Parse.Object` on its instances only. */
function nameOfSubclass(subclass: object): string | undefined {
  const { className } = subclass as { readonly className?: unknown };
  if (typeof className === 'string') return className;
  try {
    const instance = new (subclass as new () => { readonly className?: unknown })();
    return typeof instance.className === 'string' ? instance.className : undefined;
  } catch {
    return undefined;
  }
}
