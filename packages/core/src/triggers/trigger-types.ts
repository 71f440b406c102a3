import type { RequestContext } from '../context/request-context.js';
import type { FieldOp, RelationOp } from '../types/field-op.js';
import type { Json, JsonObject } from '../types/json.js';

/** The moments an app can hook into. */
export type TriggerKind =
  | 'beforeSave'
  | 'afterSave'
  | 'beforeDelete'
  | 'afterDelete'
  | 'beforeFind'
  | 'afterFind'
  | 'beforeLogin'
  | 'afterLogin'
  | 'afterLogout'
  | 'beforePasswordResetRequest';

/**
 * What a save, delete or log-in trigger is told. Objects are in wire form, hold no internal fields, and are frozen,
 * since others hold them too: a handler says what it wants by its outcome. They are made when they are first looked
 * at.
 */
export interface ObjectTriggerRequest {
  readonly ctx: RequestContext;
  readonly kind: TriggerKind;
  readonly className: string;
  /** The object as it is (or would be) after the write; before a delete, as it is. */
  readonly object: JsonObject;
  /** As stored before the write; absent for a new object. */
  readonly original: JsonObject | undefined;
  /** Fields the client's request changes. */
  readonly changed: readonly string[];
  /** How it changes them; empty for other moments than saves. */
  readonly ops: readonly FieldOp[];
  readonly relations: readonly RelationOp[];
}

/** What a trigger around a search is told; frozen like the objects of other triggers. */
export interface QueryTriggerRequest {
  readonly ctx: RequestContext;
  readonly kind: 'beforeFind' | 'afterFind';
  readonly className: string;
  readonly where: Json;
  readonly options: { readonly [option: string]: Json };
  readonly isGet: boolean;
  /** Results in wire form, after the search only. */
  readonly objects: readonly JsonObject[];
}

/** What a handler asks for; an absent key leaves things as they are. */
export interface TriggerOutcome {
  /** Of beforeSave: further changes in the form of an update's body (`{ title: 'x', n: { __op: … } }`). */
  readonly changes?: JsonObject;
  /** Of beforeSave: fields that stay as they are stored, whatever the client wants of them. */
  readonly leftAlone?: readonly string[];
  /** Of beforeFind: replaces the query. */
  readonly query?: { readonly where: Json; readonly options: { readonly [option: string]: Json } };
  /** Of beforeFind: answers without asking the database. Of afterFind: replaces the results. */
  readonly objects?: readonly JsonObject[];
  /** Of afterSave: replaces keys of the response. */
  readonly response?: JsonObject;
  /** Of afterSave: is answered instead of everything else. */
  readonly wholeResponse?: JsonObject;
}

/** Throwing refuses what a `before…` trigger guards; a thrown ParseError reaches the client as it is. */
export type ObjectTriggerHandler = (request: ObjectTriggerRequest) => Promise<TriggerOutcome | undefined>;
export type QueryTriggerHandler = (request: QueryTriggerRequest) => Promise<TriggerOutcome | undefined>;
