/**
 * Hashes passwords. Core has no native code, so `parse-server` supplies the default (bcrypt, the format
 * existing databases hold).
 */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** False for a wrong password and for a hash it cannot read. Takes about the same time in every case. */
  verify(password: string, hash: string): Promise<boolean>;
  /** Whether a hash is weaker than those made now, so that a log-in should replace it. */
  needsRehash(hash: string): boolean;
}
