/** The classes that have routes of their own, by these. */
export const classOfRoute: ReadonlyMap<string, string> = new Map([
  ['users', '_User'],
  ['roles', '_Role'],
  ['sessions', '_Session'],
  ['installations', '_Installation'],
]);

/** True when a text names a class, or the route of one. */
export function isNamedIn(text: string, className: string): boolean {
  const routes = [...classOfRoute].filter(([, name]) => name === className).map(([route]) => route);
  return [className, ...routes].some((name) => namingOf(name).test(text));
}

/** Finds a name that is no part of a longer one. */
export function namingOf(name: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9_])${name.replaceAll(/\W/g, String.raw`\$&`)}(?![A-Za-z0-9_])`);
}
