import { expect, test } from 'vitest';
import { bcryptHasher } from './bcrypt-hasher.js';

const hasher = bcryptHasher({ cost: 4 });

test('a password fits its own hash and no other', async () => {
  const hash = await hasher.hash('correct horse');
  expect(hash).toMatch(/^\$2b\$04\$/);
  expect(await hasher.verify('correct horse', hash)).toBe(true);
  expect(await hasher.verify('correct horsf', hash)).toBe(false);
});

test('two hashes of one password differ', async () => {
  expect(await hasher.hash('same')).not.toBe(await hasher.hash('same'));
});

test.each(['$2a$', '$2b$', '$2y$'])('hashes that begin with %s are read', async (prefix) => {
  const hash = await hasher.hash('päßwörd 🗝');
  expect(await hasher.verify('päßwörd 🗝', prefix + hash.slice(4))).toBe(true);
  expect(await hasher.verify('passwort', prefix + hash.slice(4))).toBe(false);
});

test('only the first 72 bytes count, as in every bcrypt', async () => {
  const hash = await hasher.hash('x'.repeat(72));
  expect(await hasher.verify('x'.repeat(100), hash)).toBe(true);
  expect(await hasher.verify('x'.repeat(71), hash)).toBe(false);
});

test.each(['', 'plain text', '$2b$04$tooShort', '$argon2id$v=19$m=65536$abc'])(
  'what is no bcrypt hash fits nothing: %j',
  async (hash) => {
    expect(await hasher.verify('password', hash)).toBe(false);
    expect(await hasher.verify('', hash)).toBe(false);
    expect(hasher.needsRehash(hash)).toBe(true);
  },
);

test('a hash with fewer rounds than ours needs to be replaced, one with as many or more does not', async () => {
  const hash = await bcryptHasher({ cost: 5 }).hash('password');
  expect(bcryptHasher({ cost: 6 }).needsRehash(hash)).toBe(true);
  expect(bcryptHasher({ cost: 5 }).needsRehash(hash)).toBe(false);
  expect(bcryptHasher({ cost: 4 }).needsRehash(hash)).toBe(false);
});

test('without options hashes have 2^10 rounds', async () => {
  expect(await bcryptHasher().hash('password')).toMatch(/^\$2b\$10\$/);
});

test('an unreadable hash takes as much work as a readable one', async () => {
  const slow = bcryptHasher();
  const hash = await slow.hash('password');
  const readable = await processorTime(() => slow.verify('wrong', hash));
  const unreadable = await processorTime(() => slow.verify('wrong', 'no hash'));
  expect(unreadable).toBeGreaterThan(readable / 4);
});

async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  return process.cpuUsage(before).user;
}
