import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { PasswordHasher } from '@parse/core';

const LENGTH = 32;

/** Passwords hashed with scrypt, which Node has built in. Databases of parse-server hold bcrypt hashes instead. */
export const passwords: PasswordHasher = {
  async hash(password) {
    const salt = randomBytes(16);
    const key = await derive(password, salt);
    return `scrypt:${salt.toString('base64')}:${key.toString('base64')}`;
  },
  async verify(password, hash) {
    const [, salt = '', key = ''] = hash.split(':');
    const expected = Buffer.from(key, 'base64');
    const actual = await derive(password, Buffer.from(salt, 'base64'));
    return expected.length === LENGTH && timingSafeEqual(actual, expected);
  },
  needsRehash: (hash) => !hash.startsWith('scrypt:'),
};

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, LENGTH, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
