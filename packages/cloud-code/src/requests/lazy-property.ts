/** Gives objects a property like any other, but for that its value is made when somebody looks. */
export type LazyProperty = (target: object, make: () => unknown) => void;

/**
 * A lazy property of that name, for any number of objects. They share its getter: an object with a getter of its own
 * gets a shape of its own, in which V8 keeps the getter and all that it looks at until the next full collection.
 */
export function lazyProperty(name: string): LazyProperty {
  const maker = Symbol(`maker of ${name}`);
  const descriptor: PropertyDescriptor & ThisType<{ readonly [maker]: () => unknown }> = {
    configurable: true,
    enumerable: true,
    get() {
      const value = this[maker]();
      addPlainly(this, name, value);
      return value;
    },
    set(value: unknown) {
      addPlainly(this, name, value);
    },
  };
  return (target, make) => {
    Object.defineProperty(target, maker, { value: make });
    Object.defineProperty(target, name, descriptor);
  };
}

/** Gives the target a property as an assignment would, whatever stands there or in its prototypes. */
export function addPlainly(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, enumerable: true, writable: true });
}
