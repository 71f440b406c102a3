import { newObjectId } from '../schema/random-ids.js';
import type { App } from '../context/app.js';
import type { WriteDraft } from '../classes/write-draft.js';
import type { RequestContext } from '../context/request-context.js';
import { decodeWrite, type WriteRules } from '../ops/decode-write.js';
import { compileDenylist, type KeywordScan } from '../ops/keyword-denylist.js';
import type { ClassSchema } from '../types/class-schema.js';
import type { JsonObject } from '../types/json.js';

/** Levels of objects and arrays inside one another that a field may hold: enough for data, too few for an attack. */
const VALUE_DEPTH = 100;

/** The draft of a client's create (without `objectId`) or update. */
export function startDraft(
  ctx: RequestContext,
  schema: ClassSchema,
  body: JsonObject,
  objectId?: string,
): WriteDraft {
  const isNew = objectId === undefined;
  const decoded = decodeWrite(schema, body, clientRules(ctx, isNew));
  const chosenId = decoded.ops.find((op) => op.target.field === 'objectId');
  const ownId = chosenId?.op === 'set' && typeof chosenId.value === 'string' ? chosenId.value : undefined;
  return {
    className: schema.className,
    objectId: objectId ?? ownId ?? newObjectId(ctx.app.settings.objectIdSize),
    isNew,
    time: ctx.app.isoNow(),
    ops: decoded.ops,
    relations: decoded.relations,
    fields: decoded.fields,
  };
}

/**
 * The draft with a trigger's changes: per field the trigger has the last word, also when it takes away a field that
 * the class does not have yet. They pass the same checks as a client's body, since triggers are often written to copy
 * what clients sent.
 */
export function mergeChanges(
  ctx: RequestContext,
  schema: ClassSchema,
  draft: WriteDraft,
  changes: JsonObject,
): WriteDraft {
  const decoded = decodeWrite(schema, changes, { ...clientRules(ctx, false), timestamps: false });
  const names = Object.keys(changes);
  // A key with a dot is about a part of its field and leaves the rest of it as the client wants it.
  const left = withoutFields(draft, names);
  return {
    ...left,
    triggered: names,
    ops: [...left.ops, ...decoded.ops],
    relations: [...left.relations, ...decoded.relations],
    fields: new Map([...decoded.fields, ...left.fields]),
  };
}

/** The draft as if the client had not named these fields. */
export function withoutFields(draft: WriteDraft, names: readonly string[]): WriteDraft {
  return {
    ...draft,
    ops: draft.ops.filter((op) => !names.includes(op.target.field)),
    relations: draft.relations.filter((relation) => !names.includes(relation.field)),
    fields: new Map([...draft.fields].filter(([field]) => !names.includes(field))),
  };
}

/** What bodies of this caller are decoded by. */
export function clientRules(ctx: RequestContext, creating: boolean): WriteRules {
  const isMaintenance = ctx.auth.kind === 'maintenance';
  return {
    creating,
    customObjectId: ctx.app.settings.allowCustomObjectId,
    timestamps: isMaintenance,
    internalFields: isMaintenance,
    depth: VALUE_DEPTH,
    denied: scanFor(ctx.app),
  };
}

const scans = new WeakMap<App, KeywordScan>();

/** The deny list is compiled once for an app. */
function scanFor(app: App): KeywordScan {
  const known = scans.get(app);
  if (known) return known;
  const scan = compileDenylist(app.settings.requestKeywordDenylist);
  scans.set(app, scan);
  return scan;
}
