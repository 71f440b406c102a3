/** The entries that are set: an option given as undefined is absent. */
export type DefinedEntries<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Leaves out the entries that are undefined. */
export function definedEntries<T extends object>(values: T | undefined): DefinedEntries<T> {
  const entries = Object.entries(values ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as DefinedEntries<T>;
}

/** The entries of the given names, left out when undefined. */
export function pickDefined<T extends object, Name extends keyof T>(
  values: T,
  names: readonly Name[],
): DefinedEntries<Pick<T, Name>> {
  const picked = Object.fromEntries(names.map((name) => [name, values[name]]));
  return definedEntries(picked as Pick<T, Name>);
}
