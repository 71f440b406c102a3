import { aclFromPrincipals, aclPrincipals, isJsonObject } from '@parse/core/adapter';
import { quoteName, type SqlColumn, type SqlRow } from '@parse/storage-sql';
import { arrayLiteral, readArrayLiteral } from './array-literal.js';

/** The unquoted names of the columns of principals that may read and that may write. */
export const ACL_COLUMNS = ['_rperm', '_wperm'] as const;

/** The principals that may read and those that may write, as arrays; both NULL for a public object. */
export const aclColumn: SqlColumn = {
  field: 'ACL',
  schema: { type: 'ACL' },
  form: 'acl',
  names: ACL_COLUMNS.map(quoteName),
  types: ['text[]', 'text[]'],
  encode(value, into) {
    const acl = isJsonObject(value) ? value : undefined;
    into.push(
      arrayLiteral(aclPrincipals(acl, 'read') ?? []),
      arrayLiteral(aclPrincipals(acl, 'write') ?? []),
    );
  },
  decode: (row, at) => aclFromPrincipals(principalsAt(row, at), principalsAt(row, at + 1)),
  operands: () => undefined,
};

function principalsAt(row: SqlRow, at: number): readonly string[] | undefined {
  const value = row[at];
  return typeof value === 'string' ? readArrayLiteral(value) : undefined;
}
