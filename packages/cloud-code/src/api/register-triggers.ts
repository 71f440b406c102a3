import { ConfigError, type ObjectTriggerKind } from '@parse/core';
import { queryTrigger, type QueryRequest } from '../requests/query-handlers.js';
import { objectTrigger, type CloudHandler, type TriggerRequest } from '../requests/trigger-handlers.js';
import { register } from '../scope/current-app.js';
import { warnOfUnused } from '../validator/warn-of-unused.js';
import { createValidator } from '../validator/validator.js';
import { classNameOf, FILE_TRIGGERS } from './class-name.js';

const OBJECT_KINDS = ['beforeSave', 'afterSave', 'beforeDelete', 'afterDelete'] as const;
const QUERY_KINDS = ['beforeFind', 'afterFind'] as const;
/** Triggers that are of one class only, and named without it. */
const CLASS_OF_KIND = {
  beforeLogin: '_User',
  afterLogin: '_User',
  afterLogout: '_Session',
  beforePasswordResetRequest: '_User',
} as const;

/** The functions of `Parse.Cloud` that register triggers. */
export function triggerApi(): Readonly<Record<string, unknown>> {
  const api: Record<string, unknown> = {};
  for (const kind of OBJECT_KINDS) {
    api[kind] = (of: unknown, handler: CloudHandler<TriggerRequest>, rules?: unknown) =>
      registerObjectTrigger(kind, classFor(kind, of), { handler, rules });
  }
  for (const kind of QUERY_KINDS) {
    api[kind] = (of: unknown, handler: CloudHandler<QueryRequest>, rules?: unknown) =>
      registerQueryTrigger(kind, classFor(kind, of), { handler, rules });
  }
  for (const [kind, className] of entriesOf(CLASS_OF_KIND)) {
    // Programs also name the class, as for other triggers.
    api[kind] = (...given: readonly unknown[]) => {
      const [handler, rules] =
        typeof given[0] === 'function' && typeof given[1] !== 'function' ? given : given.slice(1);
      if (handler !== given[0] && classNameOf(given[0]) !== className) {
        throw new ConfigError([`Only the class ${className} has a trigger ${kind}.`]);
      }
      registerObjectTrigger(kind, className, { handler: handler as CloudHandler<TriggerRequest>, rules });
    };
  }
  return api;
}

interface Given<Request> {
  readonly handler: CloudHandler<Request>;
  readonly rules: unknown;
}

function registerObjectTrigger(
  kind: ObjectTriggerKind,
  className: string,
  given: Given<TriggerRequest>,
): void {
  const guarded = {
    handler: assertHandler(given.handler),
    validator: createValidator(`${kind} ${className}`, given.rules),
  };
  register((cloud) => {
    warnOfUnused(cloud, `${kind} ${className}`, given.rules);
    if (className === FILE_TRIGGERS)
      cloud.log.warn(`${kind} of files is not called yet: this server keeps no files.`);
    cloud.app.triggers.onObject(kind, className, objectTrigger(cloud, guarded));
  });
}

function registerQueryTrigger(
  kind: 'beforeFind' | 'afterFind',
  className: string,
  given: Given<QueryRequest>,
): void {
  const guarded = {
    handler: assertHandler(given.handler),
    validator: createValidator(`${kind} ${className}`, given.rules),
  };
  register((cloud) => {
    warnOfUnused(cloud, `${kind} ${className}`, given.rules);
    cloud.app.triggers.onQuery(kind, className, queryTrigger(cloud, guarded));
  });
}

/** The class, where it may have that trigger. */
function classFor(kind: string, of: unknown): string {
  const className = classNameOf(of);
  if (className === '_PushStatus' && kind === 'beforeSave') {
    throw new ConfigError(['Only afterSave is allowed on _PushStatus']);
  }
  if (className === '_Session') {
    throw new ConfigError(['Only the afterLogout trigger is allowed for the _Session class.']);
  }
  return className;
}

function assertHandler<Request>(handler: CloudHandler<Request>): CloudHandler<Request> {
  if (typeof handler === 'function') return handler;
  throw new ConfigError(['A trigger needs a function.']);
}

function entriesOf<Value>(record: Readonly<Record<string, Value>>): [ObjectTriggerKind, Value][] {
  return Object.entries(record) as [ObjectTriggerKind, Value][];
}
