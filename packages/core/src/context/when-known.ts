/** A value that is there, or a promise of it. */
export type Awaitable<T> = T | Promise<T>;

/** Goes on with the value: at once when it is there, since what waits for a promise costs more than most checks. */
export function whenKnown<T, R>(value: Awaitable<T>, use: (value: T) => Awaitable<R>): Awaitable<R> {
  return value instanceof Promise ? value.then(use) : use(value);
}
