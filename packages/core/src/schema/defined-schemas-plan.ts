import type { ClassChange } from '../adapters/storage-adapter.js';
import { ParseError } from '../errors/parse-error.js';
import type { ClassSchema } from '../types/class-schema.js';
import { isJsonObject, type Json } from '../types/json.js';
import { isJoinClass } from './join-class.js';
import { planDefinedClass, type ClassPlan, type DefinedSchemasOptions } from './plan-defined-class.js';
import { isSystemClass, withSystemFields } from './system-classes.js';

/** What to do to a database so that it has the defined classes; first `create`, then `changes` in order. */
export interface DefinedSchemasPlan {
  readonly create: readonly ClassSchema[];
  /** A class may come twice: what is dropped first, then what is made. */
  readonly changes: readonly { readonly className: string; readonly change: ClassChange }[];
  /** Where the database stays different from the definitions. */
  readonly warnings: readonly string[];
  /** Definitions that cannot be carried out; nothing is planned for them. */
  readonly problems: readonly string[];
}

/**
 * Compares the classes a database has with `schema.definitions`. A defined class takes no columns from clients:
 * whatever its permissions say, `addField` is for the master key; permissions left out are nobody's. Neither do users
 * and roles, defined or not. What is already as defined is not planned, so that the second start of a server plans nothing.
 */
export function planDefinedSchemas(
  current: readonly ClassSchema[],
  definitions: readonly Json[],
  options: DefinedSchemasOptions = {},
): DefinedSchemasPlan {
  const classes = new Map(current.map((schema) => [schema.className, withSystemFields(schema)]));
  const planned = new Map<string, ClassPlan>();
  const problems: string[] = [];
  for (const definition of definitions) {
    const className = isJsonObject(definition) ? definition.className : undefined;
    if (!isJsonObject(definition) || typeof className !== 'string') {
      problems.push('schema.definitions: every definition is an object with a className.');
      continue;
    }
    if (planned.has(className)) {
      problems.push(`schema.definitions: class ${className} is defined twice.`);
      continue;
    }
    try {
      planned.set(className, planDefinedClass(className, classes.get(className), definition, options));
    } catch (error) {
      if (!ParseError.isInstance(error)) throw error;
      problems.push(`schema.definitions: class ${className}: ${error.message}`);
    }
  }
  for (const className of HELD_BY_EVERY_SERVER) {
    const schema = classes.get(className);
    if (schema && !planned.has(className)) planned.set(className, planClosing(schema));
  }
  return { ...combine(planned, [...classes.keys()]), problems };
}

/** Sign-ups must not be a way around definitions: these classes take no columns from clients, defined or not. */
const HELD_BY_EVERY_SERVER = ['_User', '_Role'] as const;

function planClosing({ permissions }: ClassSchema): ClassPlan {
  const isClosed = Object.keys(permissions.addField ?? {}).length === 0;
  return { changes: isClosed ? [] : [{ permissions: { ...permissions, addField: {} } }], warnings: [] };
}

function combine(
  planned: ReadonlyMap<string, ClassPlan>,
  classNames: readonly string[],
): Omit<DefinedSchemasPlan, 'problems'> {
  const plans = [...planned];
  const strangers = classNames.filter(
    (name) => !planned.has(name) && !isSystemClass(name) && !isJoinClass(name),
  );
  return {
    create: plans.flatMap(([, { create }]) => (create ? [create] : [])),
    changes: plans.flatMap(([className, { changes }]) => changes.map((change) => ({ className, change }))),
    warnings: [
      ...plans.flatMap(([, { warnings }]) => warnings),
      ...strangers.map((name) => `Class ${name} is in the database but has no definition.`),
    ],
  };
}
