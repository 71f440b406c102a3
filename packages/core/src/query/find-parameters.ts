/** The parameters a find takes; a query inside a query takes the same. */
export const FIND_PARAMETERS: ReadonlySet<string> = new Set([
  'where',
  'order',
  'limit',
  'skip',
  'count',
  'keys',
  'excludeKeys',
  'include',
  'includeAll',
  'redirectClassNameForKey',
  'readPreference',
  'includeReadPreference',
  'subqueryReadPreference',
  'hint',
  'explain',
  'comment',
]);
