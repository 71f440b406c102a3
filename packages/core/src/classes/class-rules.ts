import type { RequestContext } from '../context/request-context.js';
import type { ParseError } from '../errors/parse-error.js';
import type { StorageError } from '../errors/storage-error.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { Where } from '../types/where.js';
import { applyOps } from '../ops/apply-ops.js';
import type { KnownUser } from '../auth/known-user.js';
import type { WriteDraft } from './write-draft.js';

/** A write that has happened. */
export interface WrittenObject {
  readonly draft: WriteDraft;
  /** The row as it was; undefined for a new object and when no rule asked for it. */
  readonly original: StoredObject | undefined;
}

/** The object that is to be updated or deleted. */
export interface WriteTarget {
  readonly objectId: string;
  /** What the client wants of it; undefined: that it be gone. */
  readonly draft: WriteDraft | undefined;
}

/**
 * What the server itself does around objects of one class. The pipelines ask `rulesFor(className)` at fixed steps
 * and compare no class names of their own. Every hook is optional; an absent one costs nothing.
 */
export interface ClassRules {
  /** Refuses callers before anything about the object is looked at. */
  authorizeWrite?(
    ctx: RequestContext,
    action: 'create' | 'update' | 'delete',
    objectId: string | undefined,
  ): void;
  /** Further limits on the rows the caller may read, update or delete; throws when there are none at all. */
  rowsFor?(ctx: RequestContext, schema: ClassSchema): Where;
  /** True: a query for one id is a search like any other, which needs the right to find, and not to get. */
  readonly searchesIds?: boolean;
  /** Whether an update or delete needs the row as it is before. */
  needsOriginal?(ctx: RequestContext, target: WriteTarget): boolean;
  /**
   * Refuses callers by the row as it is before, where it was read: undefined when there is none that they may write.
   * Nothing that would tell of the row is looked at earlier.
   */
  authorizeRow?(ctx: RequestContext, target: WriteTarget, original: StoredObject | undefined): Promise<void>;
  /**
   * For a create: finds out whether it is a log-in instead, of a user whom the data names by other services. Asked
   * before permissions: a user may log in where nobody may sign up.
   */
  identify?(ctx: RequestContext, draft: WriteDraft): Promise<WriteDraft | KnownUser>;
  /** The row as clients see it, before fields are hidden; the row itself when nothing is to be done. */
  readonly present?: (ctx: RequestContext, row: StoredObject) => StoredObject;
  /** Fields that the answers to writes leave out. */
  readonly unanswered?: ReadonlySet<string>;
  /**
   * For a create: the id of an existing row that the request is really about, which is then updated instead.
   * May remove rows that the write makes obsolete.
   */
  existingRow?(ctx: RequestContext, draft: WriteDraft): Promise<string | undefined>;
  /**
   * For an update that a client asked for: the id of the row it is really about, when that is not the one it names.
   * May remove rows like `existingRow`. Not asked for an update that `existingRow` led to.
   */
  rowToUpdate?(ctx: RequestContext, draft: WriteDraft): Promise<string | undefined>;
  /** Creates in its own way; the result is the response. Undefined: go on as usual. */
  createInstead?(ctx: RequestContext, draft: WriteDraft): Promise<JsonObject | undefined>;
  /** Checks and completes what the client sent, before triggers see it. */
  beforeTriggers?(
    ctx: RequestContext,
    draft: WriteDraft,
    original: StoredObject | undefined,
  ): Promise<WriteDraft> | WriteDraft;
  /** Turns the write, triggers' changes included, into what is stored. */
  beforeWrite?(
    ctx: RequestContext,
    draft: WriteDraft,
    original: StoredObject | undefined,
  ): Promise<WriteDraft> | WriteDraft;
  /** What must follow the write; returns further keys of the response. */
  afterWrite?(ctx: RequestContext, written: WrittenObject): Promise<JsonObject | undefined>;
  /** What must follow a removal. */
  afterDelete?(ctx: RequestContext, objectId: string, original: StoredObject | undefined): Promise<void>;
  /** What must follow the removal of every object of the class. */
  afterPurge?(ctx: RequestContext): Promise<void>;
  /** A better answer for a failure of the store, for example which of two names is taken. */
  explainError?(error: StorageError): ParseError | undefined;
}

/** The row as it is after the write, as far as the rules know it: complete when it is new or the original is known. */
export function writtenRow({ draft, original }: WrittenObject): StoredObject {
  return applyOps(original ?? { objectId: draft.objectId }, draft.ops, { inserting: draft.isNew });
}
