import { ConfigError } from '@parse/core';
import type { LiveQueryHandlerKind } from '../scope/cloud-app.js';
import { register } from '../scope/current-app.js';
import { createValidator } from '../validator/validator.js';
import { classNameOf } from './class-name.js';

type Handler = (request: never) => unknown;

/** The functions of `Parse.Cloud` that register handlers of live queries. */
export const liveQueryApi = {
  beforeConnect: (handler: Handler, rules?: unknown): void =>
    keep('beforeConnect', '@Connect', handler, rules),
  onLiveQueryEvent: (handler: Handler): void => keep('onLiveQueryEvent', '@LiveQuery', handler),
  beforeSubscribe: (of: unknown, handler: Handler, rules?: unknown): void =>
    keep('beforeSubscribe', classNameOf(of), handler, rules),
  afterLiveQueryEvent: (of: unknown, handler: Handler, rules?: unknown): void =>
    keep('afterLiveQueryEvent', classNameOf(of), handler, rules),
};

/** Handlers are kept until there are live queries to call them; the app is told once that there are none. */
function keep(kind: LiveQueryHandlerKind, className: string, handler: Handler, rules?: unknown): void {
  if (typeof handler !== 'function') throw new ConfigError([`${kind} needs a function.`]);
  createValidator(`${kind} ${className}`, rules);
  register((cloud) => {
    if (cloud.liveQueryHandlers.size === 0) {
      cloud.log.warn(
        `Cloud Code handles live queries (${kind}), which this server does not serve yet: such handlers are kept and not called.`,
      );
    }
    cloud.liveQueryHandlers.set(`${kind} ${className}`, { kind, className, handler, rules });
  });
}
