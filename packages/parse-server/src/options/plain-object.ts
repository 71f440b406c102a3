/** An object whose keys are data: no list, and not made by a class. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of another realm (a config file run in a vm, a test runner) have another Object.prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
