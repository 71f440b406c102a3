import { StorageError, type FieldSchema, type Json } from '@parse/core/adapter';
import { quoteName, type SqlColumn, type SqlValue } from '@parse/storage-sql';

/** Where a field lies: its schema, the unquoted name of its column and the type PostgreSQL reports of that. */
export interface FieldColumn {
  readonly field: string;
  readonly schema: FieldSchema;
  readonly name: string;
  /** Undefined for a column that is still to be made. */
  readonly storedType?: string | undefined;
}

/** How the values of a one-column type are written and read. */
export interface ScalarCodec {
  readonly type: string;
  /** Undefined for values of another type. */
  readonly write: (value: Json) => SqlValue | undefined;
  /** Called with the text of a value, never NULL. */
  readonly read: (value: string) => Json;
}

/** A column with one physical column behind it. */
export function scalar({ field, schema, name }: FieldColumn, { type, write, read }: ScalarCodec): SqlColumn {
  return {
    field,
    schema,
    form: 'scalar',
    names: [quoteName(name)],
    types: [type],
    encode(value, into) {
      into.push(write(value) ?? misfit(field, schema));
    },
    decode(row, at) {
      const value = row[at] ?? null;
      return value === null ? undefined : read(String(value));
    },
    operands(value) {
      const operand = write(value);
      return operand === undefined ? undefined : [operand];
    },
  };
}

function misfit(field: string, { type }: FieldSchema): never {
  throw new StorageError('invalid-query', `the value is no ${type}`, { fields: [field] });
}
