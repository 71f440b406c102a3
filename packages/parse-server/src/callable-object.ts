import type { RequestFunction } from './server/request-function.js';

/**
 * A class whose instances are functions: what the constructor is given, with the methods of the class. This is
 * how `app.use('/parse', new ParseServer(options))` of the first versions keeps working.
 */
export const CallableObject = makeCallable as unknown as new (listener: RequestFunction) => RequestFunction;

function makeCallable(listener: RequestFunction): RequestFunction {
  const { prototype }: { readonly prototype: object } = new.target;
  return Object.setPrototypeOf(listener, prototype) as RequestFunction;
}

// Instances are functions, so what every function has (call, apply, bind) they have too.
Object.setPrototypeOf(makeCallable.prototype, Function.prototype);
