import { suggestName } from './suggest-name.js';

/** What may be given at a place. */
export interface KnownNames {
  readonly names: readonly string[];
  /** What is given comes from elsewhere and holds more, so that only slips of the pen are told. */
  readonly isOpen?: true;
}

/** A problem for each option that is given at the place and not known there, with the one that was probably meant. */
export function unknownNames(place: string, given: object, { names, isOpen }: KnownNames): string[] {
  return Object.entries(given)
    .filter(([key, value]) => value !== undefined && !names.includes(key))
    .flatMap(([key]) => {
      const near = suggestName(key, names);
      if (near === undefined) return isOpen ? [] : [`${place}.${key} is not an option.`];
      return [`${place}.${key} is not an option; did you mean ${place}.${near}?`];
    });
}
