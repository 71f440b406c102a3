/**
 * Makes the `isInstance` of an error class. Adapter ecosystems load two copies of this package sooner or later,
 * so errors are told by a registered symbol and not by `instanceof`.
 */
export function errorMarker(name: string): symbol {
  return Symbol.for(`@parse/core/${name}`);
}

/** Whether the value carries the marker as an own property. */
export function hasMarker(value: unknown, marker: symbol): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, marker);
}
