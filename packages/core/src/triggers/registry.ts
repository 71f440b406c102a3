import type { ObjectTriggerHandler, QueryTriggerHandler, TriggerKind } from './trigger-types.js';

/** The kinds of triggers that are told about one object. */
export type ObjectTriggerKind = Exclude<TriggerKind, 'beforeFind' | 'afterFind'>;

/** The triggers of one app. Asking for one that does not exist costs a map look-up and nothing else. */
export interface TriggerRegistry {
  objectTrigger(kind: TriggerKind, className: string): ObjectTriggerHandler | undefined;
  queryTrigger(kind: 'beforeFind' | 'afterFind', className: string): QueryTriggerHandler | undefined;
  /** The last handler registered for a kind and class wins. */
  onObject(kind: ObjectTriggerKind, className: string, handler: ObjectTriggerHandler): void;
  onQuery(kind: 'beforeFind' | 'afterFind', className: string, handler: QueryTriggerHandler): void;
  remove(kind: TriggerKind, className: string): void;
  removeAll(): void;
}

/** An empty registry. What `first` holds goes before what is registered here. */
export function createTriggerRegistry(first?: TriggerRegistry): TriggerRegistry {
  const objectTriggers = new Map<string, ObjectTriggerHandler>();
  const queryTriggers = new Map<string, QueryTriggerHandler>();
  return {
    objectTrigger: (kind, className) =>
      first?.objectTrigger(kind, className) ??
      (objectTriggers.size === 0 ? undefined : objectTriggers.get(`${kind} ${className}`)),
    queryTrigger: (kind, className) =>
      first?.queryTrigger(kind, className) ??
      (queryTriggers.size === 0 ? undefined : queryTriggers.get(`${kind} ${className}`)),
    onObject: (kind, className, handler) => void objectTriggers.set(`${kind} ${className}`, handler),
    onQuery: (kind, className, handler) => void queryTriggers.set(`${kind} ${className}`, handler),
    remove: (kind, className) => {
      objectTriggers.delete(`${kind} ${className}`);
      queryTriggers.delete(`${kind} ${className}`);
    },
    removeAll: () => {
      objectTriggers.clear();
      queryTriggers.clear();
    },
  };
}
