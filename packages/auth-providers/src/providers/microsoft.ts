import type { AuthProvider } from '@parse/core/adapter';
import { bearerRequest } from '../kernel/bearer-request.js';
import { oauthProvider, type OAuthOptions, type OAuthService } from '../kernel/oauth-provider.js';
import { readOptions } from '../kernel/read-options.js';

/** An app that is registered with Microsoft Entra ID. */
export interface MicrosoftOptions extends OAuthOptions {
  /** Who may log in: a tenant's id, `organizations`, `consumers`, or `common`, which is the default. */
  readonly tenant?: string;
}

const microsoft = (tenant: string): OAuthService => ({
  name: 'microsoft',
  token: {
    endpoint: `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
    credentials: 'form',
  },
  profile: {
    endpoint: 'https://graph.microsoft.com/v1.0/me',
    request: bearerRequest,
    answer: ({ id }) => id,
  },
});

/** Log-in with Microsoft accounts of persons, schools and companies: by a code. */
export function microsoftAuth(options: MicrosoftOptions): AuthProvider {
  const tenant = readOptions('microsoft', options).optionalText('tenant') ?? 'common';
  return oauthProvider(microsoft(tenant), options);
}
