/** MongoDB's name for an error code: `DuplicateKey` for 11000. */
export function errorName(code: number): string {
  return names.get(code) ?? `Location${code}`;
}

const names: ReadonlyMap<number, string> = new Map(
  `
0 OK  1 InternalError  2 BadValue  5 GraphContainsCycle  9 FailedToParse  11 UserNotFound  13 Unauthorized
14 TypeMismatch  15 Overflow  16 InvalidLength  18 AuthenticationFailed  20 IllegalOperation
23 AlreadyInitialized  26 NamespaceNotFound  27 IndexNotFound  28 PathNotViable  31 RoleNotFound
34 CannotBackfillArray  40 ConflictingUpdateOperators  43 CursorNotFound  48 NamespaceExists
50 MaxTimeMSExpired  52 DollarPrefixedFieldName  53 InvalidIdField  54 NotSingleValueField  55 InvalidDBRef
56 EmptyFieldName  57 DottedFieldName  59 CommandNotFound  61 ShardKeyNotFound  66 ImmutableField
67 CannotCreateIndex  68 IndexAlreadyExists  72 InvalidOptions  73 InvalidNamespace  85 IndexOptionsConflict
86 IndexKeySpecsConflict  91 ShutdownInProgress  96 OperationFailed  111 NotExactValueField
112 WriteConflict  115 CommandNotSupported  121 DocumentValidationFailure  125 CommandFailed
136 CappedPositionLost  146 ExceededMemoryLimit  159 DurationOverflow  165 ViewDepthLimitExceeded
166 CommandNotSupportedOnView  167 OptionNotSupportedOnView  181 AmbiguousIndexKeyPattern
197 InvalidIndexSpecificationOption  224 QueryFeatureNotAllowed  225 TransactionTooOld
232 MaxSubPipelineDepthExceeded  238 NotImplemented  241 ConversionFailure  244 TransactionAborted
251 NoSuchTransaction  256 TransactionCommitted  263 OperationNotSupportedInTransaction
276 IndexBuildAborted  291 NoQueryExecutionPlans  334 MechanismUnavailable  352 UnsupportedOpQueryCommand
361 CollectionUUIDMismatch  10107 NotWritablePrimary  10334 BSONObjectTooLarge  11000 DuplicateKey
11600 InterruptedAtShutdown  11601 Interrupted  12586 BackgroundOperationInProgressForDatabase
12587 BackgroundOperationInProgressForNamespace
`
    .trim()
    .split(/\s{2,}|\n/)
    .map((pair) => pair.split(' '))
    .map(([code, name]) => [Number(code), name ?? '']),
);
