import type { PasswordHasher } from '@parse/core';

/** 2^10 rounds, what existing databases of Parse Server hold. */
const defaultCost = 10;

/** A hash of nothing anybody knows, at the default cost; compared with when there is no readable hash. */
const decoy = '$2b$10$CwTycUXWue0Thq9StjUM0uJ8Q1kEXPZ3pGqXxN0mZQwq9p4l8eZbC';

const readableHash = /^\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53}$/;

/**
 * Passwords as bcrypt, off the main thread. Reads `$2a$`, `$2b$` and `$2y$`, writes `$2b$`. Like every bcrypt it
 * looks at the first 72 bytes of a password. A hash made with fewer rounds needs to be replaced. The native
 * module is loaded with the first password.
 */
export function bcryptHasher(options: { readonly cost?: number } = {}): PasswordHasher {
  const cost = options.cost ?? defaultCost;
  return {
    async hash(password) {
      const bcrypt = await import('@node-rs/bcrypt');
      return bcrypt.hash(password, { cost });
    },
    async verify(password, hash) {
      const bcrypt = await import('@node-rs/bcrypt');
      const readable = readableHash.test(hash);
      const equal = await bcrypt.verify(password, readable ? hash : decoy);
      return readable && equal;
    },
    needsRehash(hash) {
      const [, rounds] = readableHash.exec(hash) ?? [];
      return rounds === undefined || Number(rounds) < cost;
    },
  };
}
