/** Parse error codes, the numbers clients match on. What each means is in `ERROR_MEANINGS` below. */
export const ErrorCode = {
  OtherCause: -1,
  InternalServerError: 1,
  ConnectionFailed: 100,
  ObjectNotFound: 101,
  InvalidQuery: 102,
  InvalidClassName: 103,
  MissingObjectId: 104,
  InvalidKeyName: 105,
  InvalidPointer: 106,
  InvalidJson: 107,
  CommandUnavailable: 108,
  IncorrectType: 111,
  InvalidChannelName: 112,
  PushMisconfigured: 115,
  ObjectTooLarge: 116,
  OperationForbidden: 119,
  InvalidNestedKey: 121,
  InvalidFileName: 122,
  InvalidAcl: 123,
  Timeout: 124,
  InvalidEmailAddress: 125,
  FileSaveError: 130,
  AmbiguousInstallation: 132,
  MissingRequiredField: 135,
  ChangedImmutableField: 136,
  DuplicateValue: 137,
  InvalidRoleName: 139,
  ScriptFailed: 141,
  ValidationError: 142,
  HookError: 143,
  FileDeleteError: 153,
  DuplicateRequest: 159,
  InvalidEventName: 160,
  InvalidValue: 162,
  UsernameMissing: 200,
  PasswordMissing: 201,
  UsernameTaken: 202,
  EmailTaken: 203,
  EmailMissing: 204,
  EmailNotFound: 205,
  SessionMissing: 206,
  AccountAlreadyLinked: 208,
  InvalidSessionToken: 209,
  LinkedIdMissing: 250,
  InvalidLinkedSession: 251,
  UnsupportedService: 252,
  InvalidSchemaOperation: 255,
} as const;

/** One of the codes, or 9000–9999 and any other number that an app's own Cloud Code chose. */
export type ParseErrorCode = number;

/** What a code tells the client. */
export interface ErrorMeaning {
  readonly meaning: string;
  /** The HTTP status of errors with this code that name none themselves; absent: 400. */
  readonly status?: number;
}

/** Every code with its meaning, as `docs/reference/error-codes.md` lists them. */
export const ERROR_MEANINGS: ReadonlyMap<ParseErrorCode, ErrorMeaning> = new Map<number, ErrorMeaning>([
  [
    ErrorCode.OtherCause,
    {
      meaning:
        'Something else went wrong, or the operation was not done because another one of its transaction failed.',
    },
  ],
  [
    ErrorCode.InternalServerError,
    { meaning: 'The server failed; the log of the server says why.', status: 500 },
  ],
  [
    ErrorCode.ConnectionFailed,
    {
      meaning:
        'The connection to the server failed. Sent with HTTP 429 when the caller made too many requests.',
    },
  ],
  [
    ErrorCode.ObjectNotFound,
    {
      meaning:
        'No such object, or none that the caller may see or change. Also: wrong user name or password.',
      status: 404,
    },
  ],
  [
    ErrorCode.InvalidQuery,
    { meaning: 'The query is not one: an unknown operator, a wrong operand, or more than the limits allow.' },
  ],
  [ErrorCode.InvalidClassName, { meaning: 'No class can have this name, or no class has it.' }],
  [ErrorCode.MissingObjectId, { meaning: 'The request needs an objectId and has none.' }],
  [ErrorCode.InvalidKeyName, { meaning: 'No field can have this name, or the name is prohibited.' }],
  [ErrorCode.InvalidPointer, { meaning: 'A pointer is malformed.' }],
  [ErrorCode.InvalidJson, { meaning: 'The body, or a value in it, is malformed.' }],
  [ErrorCode.CommandUnavailable, { meaning: 'The server, or the database behind it, does not offer this.' }],
  [ErrorCode.IncorrectType, { meaning: 'The value does not fit the type of its field.' }],
  [ErrorCode.InvalidChannelName, { meaning: 'The name of a push channel has characters it must not have.' }],
  [ErrorCode.PushMisconfigured, { meaning: 'Push is not set up on this server.' }],
  [ErrorCode.ObjectTooLarge, { meaning: 'The object is larger than the database holds.' }],
  [ErrorCode.OperationForbidden, { meaning: 'The caller has not the right to do this.' }],
  [ErrorCode.InvalidNestedKey, { meaning: 'A key inside an object has `$` or `.` in it.' }],
  [ErrorCode.InvalidFileName, { meaning: 'The name of a file has characters it must not have.' }],
  [ErrorCode.InvalidAcl, { meaning: 'The ACL is malformed.' }],
  [ErrorCode.Timeout, { meaning: 'The request took too long.' }],
  [ErrorCode.InvalidEmailAddress, { meaning: 'The text is no email address.' }],
  [ErrorCode.FileSaveError, { meaning: 'The file could not be saved.' }],
  [
    ErrorCode.AmbiguousInstallation,
    {
      meaning:
        'Several installations share the device token; an installationId has to say which one is meant.',
    },
  ],
  [ErrorCode.MissingRequiredField, { meaning: 'An installation lacks a field that it must have.' }],
  [
    ErrorCode.ChangedImmutableField,
    { meaning: 'The write would change a field of an installation that stays as it is.' },
  ],
  [ErrorCode.DuplicateValue, { meaning: 'Another object has the value of a field that is unique.' }],
  [
    ErrorCode.InvalidRoleName,
    { meaning: 'The name of a role has characters it must not have, or is missing.' },
  ],
  [
    ErrorCode.ScriptFailed,
    { meaning: 'Cloud Code failed, or refused the request without a code of its own.' },
  ],
  [
    ErrorCode.ValidationError,
    { meaning: 'A required field has no value, or Cloud Code rejected the parameters.' },
  ],
  [ErrorCode.HookError, { meaning: 'A webhook is malformed, missing, or exists already.' }],
  [ErrorCode.FileDeleteError, { meaning: 'The file could not be deleted.' }],
  [ErrorCode.DuplicateRequest, { meaning: 'A request with the same request id was served before.' }],
  [ErrorCode.InvalidEventName, { meaning: 'The name of an analytics event is malformed.' }],
  [ErrorCode.InvalidValue, { meaning: 'A value is missing or outside of what is allowed.' }],
  [ErrorCode.UsernameMissing, { meaning: 'The user name is missing or empty.' }],
  [ErrorCode.PasswordMissing, { meaning: 'The password is missing or empty.' }],
  [ErrorCode.UsernameTaken, { meaning: 'Another user has the name.' }],
  [ErrorCode.EmailTaken, { meaning: 'Another user has the email address.' }],
  [ErrorCode.EmailMissing, { meaning: 'The email address is missing.' }],
  [
    ErrorCode.EmailNotFound,
    { meaning: 'No user has the email address, or the user has not confirmed it yet.' },
  ],
  [ErrorCode.SessionMissing, { meaning: 'The request needs a logged-in user, or another one.' }],
  [ErrorCode.AccountAlreadyLinked, { meaning: 'The third-party account belongs to another user.' }],
  [
    ErrorCode.InvalidSessionToken,
    { meaning: 'The session token is unknown or has expired. Clients log in again.' },
  ],
  [ErrorCode.LinkedIdMissing, { meaning: 'The third-party log-in lacks an id.' }],
  [ErrorCode.InvalidLinkedSession, { meaning: 'The third-party log-in was refused by its provider.' }],
  [
    ErrorCode.UnsupportedService,
    { meaning: 'The log-in method is unknown, or is not set up on this server.' },
  ],
  [ErrorCode.InvalidSchemaOperation, { meaning: 'The change of a class cannot be made.' }],
]);

/** The HTTP status that a code implies. */
export function statusOfCode(code: ParseErrorCode): number {
  return ERROR_MEANINGS.get(code)?.status ?? 400;
}
