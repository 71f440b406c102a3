import type { RequestContext } from '../context/request-context.js';
import { changeSchema } from '../context/schema-change-needed.js';
import { newObjectId } from '../schema/random-ids.js';
import { andWhere } from '../query/walk-where.js';
import { resolveFieldPath } from '../query/field-path.js';
import { joinClassName, joinSchema } from '../schema/join-class.js';
import type { RelationOp } from '../types/field-op.js';
import type { ClassSchema } from '../types/class-schema.js';
import { textOf } from '../types/json.js';
import type { Where } from '../types/where.js';

/** One relation column: its class and name. */
export interface RelationColumn {
  readonly className: string;
  readonly field: string;
}

/**
 * Applies changes of members to the relation columns of one object. Adding a member twice or removing one that
 * is none changes nothing. The caller has checked that the object may be written.
 */
export async function saveRelations(
  ctx: RequestContext,
  className: string,
  objectId: string,
  changes: readonly RelationOp[],
): Promise<void> {
  for (const change of changes) {
    const join = await joinFor(ctx, className, change.field);
    for (const member of change.add) {
      const pair = bothIds(join, objectId, member.objectId);
      const row = {
        objectId: newObjectId(ctx.app.settings.objectIdSize),
        owningId: objectId,
        relatedId: member.objectId,
      };
      await ctx.rows.upsert(join, pair, row, []);
    }
    if (change.remove.length > 0) {
      const members = change.remove.map((member) => member.objectId);
      await ctx.rows.remove(
        join,
        andWhere(isOneOf(join, 'owningId', [objectId]), isOneOf(join, 'relatedId', members)),
      );
    }
  }
}

/**
 * Empties the relation columns of an object that is gone. A later object with the same id, which clients may choose,
 * would otherwise start with its members. Costs nothing for a class without relation columns.
 */
export async function dropRelationsOf(
  ctx: RequestContext,
  schema: ClassSchema,
  objectId: string,
): Promise<void> {
  for (const [field, { type }] of Object.entries(schema.fields)) {
    if (type !== 'Relation') continue;
    const join = joinSchema(field, schema.className);
    await ctx.rows.remove(join, isOneOf(join, 'owningId', [objectId]));
  }
}

/** Takes an object out of a relation column, whoever owns it. */
export async function dropMember(
  ctx: RequestContext,
  column: RelationColumn,
  memberId: string,
): Promise<void> {
  const join = joinSchema(column.field, column.className);
  await ctx.rows.remove(join, isOneOf(join, 'relatedId', [memberId]));
}

async function joinFor(ctx: RequestContext, className: string, field: string): Promise<ClassSchema> {
  const known = ctx.app.schemas.get(joinClassName(field, className));
  return known ?? changeSchema(ctx, () => ctx.app.schemas.ensureJoin(field, className));
}

/** Ids of the members of one object's relation. The caller has checked that the object may be read. */
export async function memberIds(
  ctx: RequestContext,
  column: RelationColumn,
  ownerId: string,
): Promise<readonly string[]> {
  const join = joinSchema(column.field, column.className);
  const rows = await ctx.rows.find(join, isOneOf(join, 'owningId', [ownerId]), { fields: ['relatedId'] });
  return rows.map((row) => textOf(row.relatedId));
}

/** Ids of the objects whose relation holds at least one of the members. */
export async function ownerIds(
  ctx: RequestContext,
  column: RelationColumn,
  members: readonly string[],
): Promise<readonly string[]> {
  const join = joinSchema(column.field, column.className);
  const rows = await ctx.rows.find(join, isOneOf(join, 'relatedId', members), { fields: ['owningId'] });
  return Array.from(new Set(rows.map((row) => textOf(row.owningId))));
}

function bothIds(join: ClassSchema, ownerId: string, memberId: string): Where {
  return andWhere(isOneOf(join, 'owningId', [ownerId]), isOneOf(join, 'relatedId', [memberId]));
}

function isOneOf(join: ClassSchema, field: 'owningId' | 'relatedId', ids: readonly string[]): Where {
  const key = resolveFieldPath(join, field);
  const [only] = ids;
  return ids.length === 1 && only !== undefined
    ? { op: 'equal', key, value: only }
    : { op: 'in', key, values: ids };
}
