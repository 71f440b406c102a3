import { joinSchema, systemSchema, type ClassSchema } from '@parse/core/adapter';

/**
 * How a class is that has no `_SCHEMA` document because every server knows it: those of relations and those only the
 * server writes. Undefined for every other class. Such a class exists when its collection does.
 */
export function undeclaredSchema(className: string): ClassSchema | undefined {
  const [, key, owner] = JOIN_NAME.exec(className) ?? [];
  if (key !== undefined && owner !== undefined) return joinSchema(key, owner);
  return UNDECLARED.has(className) ? systemSchema(className) : undefined;
}

const JOIN_NAME = /^_Join:([^:]+):(.+)$/;

const UNDECLARED: ReadonlySet<string> = new Set([
  '_Audience',
  '_GlobalConfig',
  '_GraphQLConfig',
  '_Hooks',
  '_Idempotency',
  '_JobSchedule',
  '_JobStatus',
  '_PushStatus',
]);
