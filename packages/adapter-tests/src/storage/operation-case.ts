import type { FieldOp, Json } from '@parse/core/adapter';
import { expectFailure, expectSame } from './expectations.js';
import { byId, getRow, insertRows, row, type ClassFields } from './fixture.js';
import type { StorageCase } from './storage-case.js';

/** The meaning of operations, as data: a row before, operations, the row after. */
export interface OperationCase {
  readonly name: string;
  readonly before: { readonly [field: string]: Json };
  readonly ops: readonly FieldOp[];
  /** The fields afterwards, or that the operation does not fit. */
  readonly after: { readonly [field: string]: Json } | 'refused';
}

const columns: ClassFields = {
  s: 'String',
  n: 'Number',
  b: 'Boolean',
  d: 'Date',
  l: 'Array',
  o: 'Object',
  p: { type: 'Pointer', targetClass: 'Other' },
};

/** A case that applies the operations, looking at what is returned and at what is stored. */
export function operationCase(data: OperationCase): StorageCase {
  return {
    name: `operation: ${data.name}`,
    run: async ({ storage, sharedClass }) => {
      const schema = await sharedClass(columns, {});
      const id = data.name;
      await insertRows(storage, schema, { [id]: data.before });
      const update = storage.update(schema, byId(schema, id), data.ops);
      if (data.after === 'refused') await expectFailure(update, 'invalid-query');
      else expectSame(await update, row(id, data.after), 'returned');
      const stored = data.after === 'refused' ? data.before : data.after;
      expectSame(await getRow(storage, schema, id), row(id, stored), 'stored');
    },
  };
}
