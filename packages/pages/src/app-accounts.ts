import {
  checkPasswordResetToken,
  createContext,
  resendEmailVerification,
  resetPassword,
  verifyEmail,
  type App,
  type RequestContext,
} from '@parse/core';
import type { PageAccounts } from './page-accounts.js';

/** What the pages of an app do with its accounts, as nobody in particular: a token is all the right that is needed. */
export function appAccounts(app: App): (ip: string) => PageAccounts {
  return (ip) => {
    const context = (): RequestContext =>
      createContext(app, { kind: 'anonymous' }, { ip, installationId: undefined, clientVersion: undefined });
    return {
      verifyEmail: async (token) => (await verifyEmail(context(), { token })).state,
      resendVerification: (request) => resendEmailVerification(context(), request),
      checkResetToken: async (token) => (await checkPasswordResetToken(context(), { token })).state,
      resetPassword: async (token, password) => (await resetPassword(context(), { token, password })).state,
    };
  };
}
