/** Gives the target a property like any other, but for that its value is made when somebody looks. */
export function addLazily(target: object, name: string, make: () => unknown): void {
  const keep = (value: unknown): unknown => {
    addPlainly(target, name, value);
    return value;
  };
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: true,
    get: () => keep(make()),
    set: keep,
  });
}

/** Gives the target a property as an assignment would, whatever stands there or in its prototypes. */
export function addPlainly(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, enumerable: true, writable: true });
}
