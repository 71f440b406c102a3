import type { App } from '../context/app.js';
import { ConfigError } from '../errors/config-error.js';
import { StorageError } from '../errors/storage-error.js';
import { planDefinedSchemas, type DefinedSchemasPlan } from '../schema/defined-schemas-plan.js';
import type { DefinedSchemasOptions as PlanOptions } from '../schema/plan-defined-class.js';
import type { Json } from '../types/json.js';
import { dropRelations } from './drop-relations.js';

/** The option `schema`: classes the operator declares, which the database is brought to when the server starts. */
export interface DefinedSchemasOptions extends PlanOptions {
  /** In the form of `/schemas`: `className`, `fields`, `indexes`, `classLevelPermissions`. */
  readonly definitions?: readonly Json[];
  /** The server does not start when the database fails to follow; otherwise that is logged. */
  readonly strict?: boolean;
  /** Runs before anything is compared. What it throws stops the start. */
  readonly beforeMigration?: () => void | Promise<void>;
  /** Runs when the database is as defined. */
  readonly afterMigration?: () => void | Promise<void>;
}

const ATTEMPTS = 5;

/**
 * Brings the database to what is defined. Definitions that cannot be meant are all reported in one `ConfigError`
 * before anything is changed. Servers that start at the same time may do this together: each one plans again from
 * what it finds when another one was faster.
 */
export async function applyDefinedSchemas(app: App, options: DefinedSchemasOptions): Promise<void> {
  await options.beforeMigration?.();
  try {
    const { warnings } = await migrate(app, options);
    for (const warning of warnings) app.logger.log('warn', warning);
  } catch (error) {
    if (options.strict || !StorageError.isInstance(error)) throw error;
    app.logger.log('error', 'the database could not be brought to the defined schemas', { error });
  }
  await options.afterMigration?.();
}

async function migrate(app: App, options: DefinedSchemasOptions): Promise<DefinedSchemasPlan> {
  for (let attempt = 1; ; attempt += 1) {
    const plan = planDefinedSchemas(app.schemas.all(), options.definitions ?? [], {
      ...options,
      anyIndexField: app.settings.disableIndexFieldValidation,
    });
    if (plan.problems.length > 0) throw new ConfigError(plan.problems);
    try {
      await carryOut(app, plan);
      return plan;
    } catch (error) {
      if (attempt === ATTEMPTS || !isOvertaken(error)) throw error;
    }
    await app.schemas.reload();
  }
}

async function carryOut(app: App, { create, changes }: DefinedSchemasPlan): Promise<void> {
  for (const schema of create) await app.schemas.create(schema);
  for (const { className, change } of changes) {
    const before = app.schemas.get(className);
    await app.schemas.change(className, change);
    if (before) await dropRelations(app, before, change.removeFields ?? []);
  }
}

/** Failures that mean the classes are no longer those the plan was made for. */
function isOvertaken(error: unknown): boolean {
  if (!StorageError.isInstance(error)) return false;
  switch (error.kind) {
    case 'class-exists':
    case 'class-missing':
    case 'field-conflict':
    case 'write-conflict':
      return true;
    case 'duplicate-value':
    case 'connection':
    case 'timeout':
    case 'invalid-query':
    case 'value-refused':
    case 'not-permitted':
    case 'too-large':
    case 'unsupported':
    case 'driver':
      return false;
  }
}
