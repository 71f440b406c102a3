import type { StorageCase } from '../storage-case.js';
import { aclCases } from './acl.js';
import { aggregateCases } from './aggregate.js';
import { concurrencyCases } from './concurrency.js';
import { distinctCases } from './distinct.js';
import { findByArrayContentsCases } from './find-array-contents.js';
import { findByComparisonCases } from './find-comparison.js';
import { findByEqualityCases } from './find-equality.js';
import { findByNestedEqualityCases } from './find-equality-nested.js';
import { findByExistenceCases } from './find-exists.js';
import { findIgnoringCaseCases } from './find-ignoring-case.js';
import { findByPathCases } from './find-paths.js';
import { findByListCases } from './find-lists.js';
import { findByTreeCases } from './find-trees.js';
import { geoCases } from './geo.js';
import { hostileNameCases } from './hostile-names.js';
import { insertCases } from './insert.js';
import { insertManyCases } from './insert-many.js';
import { limitCases } from './limits.js';
import { pagingCases } from './paging.js';
import { refusalCases } from './refusals.js';
import { regexCases } from './regex.js';
import { removeCases } from './remove.js';
import { reopenCases } from './reopen.js';
import { schemaChangeCases } from './schema-changes.js';
import { schemaCases } from './schema.js';
import { sortCases } from './sort.js';
import { textCases } from './text.js';
import { transactionCases } from './transactions.js';
import { uniqueIndexCases } from './unique-indexes.js';
import { updateCases } from './update.js';
import { listOperationCases } from './update-list-operations.js';
import { updateOperationCases } from './update-operations.js';
import { upsertCases } from './upsert.js';
import { valueCases } from './values.js';

/** Every behaviour the kit proves, in the order it is proved. */
export const storageCases: readonly StorageCase[] = [
  ...schemaCases,
  ...schemaChangeCases,
  ...insertCases,
  ...insertManyCases,
  ...valueCases,
  ...findByEqualityCases,
  ...findByNestedEqualityCases,
  ...findIgnoringCaseCases,
  ...findByComparisonCases,
  ...findByListCases,
  ...findByArrayContentsCases,
  ...findByExistenceCases,
  ...findByPathCases,
  ...findByTreeCases,
  ...regexCases,
  ...geoCases,
  ...textCases,
  ...aclCases,
  ...sortCases,
  ...pagingCases,
  ...updateCases,
  ...updateOperationCases,
  ...listOperationCases,
  ...upsertCases,
  ...removeCases,
  ...distinctCases,
  ...aggregateCases,
  ...uniqueIndexCases,
  ...transactionCases,
  ...concurrencyCases,
  ...hostileNameCases,
  ...limitCases,
  ...refusalCases,
  ...reopenCases,
];
