import type { SqlDialect } from './sql-dialect.js';
import type { Bind, SqlValue } from './sql-value.js';

/** Collects the parameters of one statement while its text is being written. */
export interface ParameterList {
  readonly bind: Bind;
  readonly params: readonly SqlValue[];
}

/** An empty list. */
export function parameterList(dialect: SqlDialect): ParameterList {
  const params: SqlValue[] = [];
  return {
    params,
    bind(value) {
      params.push(value);
      return dialect.placeholder(params.length);
    },
  };
}
