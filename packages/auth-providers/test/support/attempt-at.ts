import type { AuthAttempt } from '@parse/core/adapter';

/** An attempt of somebody new. */
export function attemptAt(now: Date): AuthAttempt {
  return {
    provider: 'test',
    user: undefined,
    stored: undefined,
    ip: '127.0.0.1',
    installationId: undefined,
    master: false,
    now,
  };
}
