import { sqlstateCodes } from './sqlstate-codes.js';

/** MongoDB's code for an error of PostgreSQL or of DocumentDB. */
export function codeOfState(state: string): number {
  return sqlstateCodes.get(state) ?? postgresCodes.get(state) ?? internalError;
}

/** Inside `writeErrors`, DocumentDB reports SQLSTATEs as numbers, six bits a character. */
export function codeOfPacked(code: number): number {
  return code > 0xffffff ? codeOfState(unpackState(code)) : code;
}

const internalError = 1;

const postgresCodes: ReadonlyMap<string, number> = new Map([
  ['23505', 11000], // unique_violation
  ['23P01', 11000], // exclusion_violation
  ['40001', 112], // serialization_failure
  ['40P01', 112], // deadlock_detected
  ['55P03', 112], // lock_not_available
  ['57014', 50], // query_canceled, by the statement timeout
  ['57P01', 91], // admin_shutdown
  ['57P02', 91], // crash_shutdown
  ['57P03', 91], // cannot_connect_now
  ['25P02', 251], // in_failed_sql_transaction
  ['0A000', 238], // feature_not_supported
  ['54000', 10334], // program_limit_exceeded
  ['53200', 146], // out_of_memory
]);

function unpackState(packed: number): string {
  return String.fromCharCode(...[0, 6, 12, 18, 24].map((shift) => 48 + ((packed >> shift) & 63)));
}
