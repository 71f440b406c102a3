import { describe, expect, test } from 'vitest';
import { createAuthProvider } from '../src/index.js';

const SETTINGS = {
  rpId: 'shop.example',
  rpName: 'Shop',
  origins: 'https://shop.example',
  secret: 'a secret of thirty-two characters',
};

const create = (options: object) =>
  createAuthProvider('passkey', { ...SETTINGS, ...options }, { enableInsecureAuthAdapters: false });

describe('options of passkeys', () => {
  test.each([
    {},
    { origins: ['https://shop.example', 'https://www.shop.example:8443', 'android:apk-key-hash:aBc-_0'] },
    { rpId: 'localhost', origins: 'http://localhost:3000' },
    { policy: 'solo' },
    { policy: 'additional', userVerification: 'preferred', lifetime: 60 },
  ])('%j is accepted', async (options) => {
    expect((await create(options)).kind).toBe('auth');
  });

  test.each<[options: object, problem: RegExp]>([
    [{ rpId: undefined }, /auth\.passkey\.rpId is missing/],
    [{ rpId: 'https://shop.example' }, /rpId must be a domain/],
    [{ rpName: '' }, /rpName must be a text/],
    [{ origins: [] }, /origins must be addresses/],
    [{ origins: 'https://shop.example/' }, /origins must be addresses/],
    [{ origins: 'http://shop.example' }, /origins must be addresses/],
    [{ origins: 'https://evil.example' }, /origins must be addresses/],
    [{ origins: 'https://notshop.example' }, /origins must be addresses/],
    [{ secret: 'short' }, /secret must be a random text of 32 characters/],
    [{ secret: undefined }, /secret must be a random text of 32 characters/],
    [{ policy: 'always' }, /policy must be one of default, solo, additional/],
    [{ policy: 'solo', userVerification: 'preferred' }, /policy can be solo only/],
    [{ userVerification: true }, /userVerification must be a text/],
    [{ lifetime: 5 }, /lifetime must be a whole number from 10 to 3600/],
  ])('%j is refused', async (options, problem) => {
    await expect(create(options)).rejects.toThrow(problem);
  });
});
