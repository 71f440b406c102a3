import type { AuthProvider } from '@parse/core/adapter';
import { gameCenterIdentify, type GameCenterOptions } from '../gcenter/verify-player.js';
import { identityProvider } from '../kernel/identity-provider.js';

export type { GameCenterOptions } from '../gcenter/verify-player.js';

/** Log-in with Apple Game Center: by the signature that `fetchItems(forIdentityVerificationSignature:)` gives. */
export function gcenterAuth(options: GameCenterOptions): AuthProvider {
  return identityProvider('gcenter', gameCenterIdentify(options));
}
