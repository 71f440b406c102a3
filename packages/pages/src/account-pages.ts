import { ErrorCode, ParseError } from '@parse/core';
import { builtInLanguage } from './render/built-in-page.js';
import type { PagesRequest, PagesResponse } from './pages-request.js';
import { jsonAnswer } from './plain-answers.js';
import type { PagesSite } from './pages-site.js';
import { tokenIn, type Parameters } from './read-parameters.js';
import { goToPage } from './show-page.js';
import type { Visit } from './visit.js';

/** A request for one of the pages about accounts. */
export interface PageCall {
  readonly site: PagesSite;
  readonly request: PagesRequest;
  readonly visit: Visit;
  /** Of the query string, or of the form that was sent. */
  readonly parameters: Parameters;
  /** Sent by a script, which wants JSON. */
  readonly isAjax: boolean;
}

type Action = (call: PageCall) => Promise<PagesResponse>;

/** What can be asked for below `/<pagesEndpoint>/<appId>/`, by method and path. */
export const accountActions: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['GET verify_email', verifyEmail],
  ['POST resend_verification_email', resendVerification],
  ['GET request_password_reset', askForPassword],
  ['POST request_password_reset', resetPassword],
]);

async function verifyEmail({ site, request, visit, parameters }: PageCall): Promise<PagesResponse> {
  const token = tokenIn(parameters);
  const state = token === undefined ? 'invalid' : await site.options.accounts(request.ip).verifyEmail(token);
  switch (state) {
    case 'valid':
      return goToPage(site, visit, { page: 'emailVerificationSuccess' });
    case 'expired':
      return goToPage(site, visit, { page: 'emailVerificationLinkExpired', token });
    case 'invalid':
      return goToPage(site, visit, { page: 'emailVerificationLinkInvalid' });
  }
}

/** Answers alike whoever is named, so that nobody learns who has an account. */
async function resendVerification({ site, request, visit, parameters }: PageCall): Promise<PagesResponse> {
  const token = tokenIn(parameters);
  const username = parameters.get('username');
  if (token === undefined && (username ?? '') === '') {
    return goToPage(site, visit, { page: 'emailVerificationLinkInvalid', redirect: true });
  }
  try {
    await site.options.accounts(request.ip).resendVerification({
      ...(token !== undefined && { token }),
      ...(username !== undefined && { username }),
    });
  } catch (error) {
    site.options.logger.log('error', 'a verification mail could not be sent again', { error });
    return goToPage(site, visit, { page: 'emailVerificationSendFail', redirect: true });
  }
  return goToPage(site, visit, { page: 'emailVerificationSendSuccess', redirect: true });
}

/** The form for a new password, for readers whose link is good. */
export async function askForPassword({ site, request, visit, parameters }: PageCall): Promise<PagesResponse> {
  const token = tokenIn(parameters);
  const state =
    token === undefined ? 'invalid' : await site.options.accounts(request.ip).checkResetToken(token);
  if (state !== 'valid') return goToPage(site, visit, { page: 'passwordResetLinkInvalid' });
  return goToPage(site, visit, { page: 'passwordReset', token });
}

async function resetPassword(call: PageCall): Promise<PagesResponse> {
  const { site, visit, parameters, isAjax } = call;
  const token = tokenIn(parameters);
  if (token === undefined) {
    if (isAjax) return refusal(ErrorCode.OtherCause, 'Missing token');
    return goToPage(site, visit, { page: 'passwordResetLinkInvalid', redirect: true });
  }
  const password = parameters.get('new_password') ?? '';
  const problem = formProblem(call, password);
  if (problem) {
    return isAjax
      ? refusal(problem.code, problem.message)
      : goToPage(site, visit, { page: 'passwordReset', token, error: problem.shown });
  }
  return changePassword(call, token, password);
}

async function changePassword(
  { site, request, visit, isAjax }: PageCall,
  token: string,
  password: string,
): Promise<PagesResponse> {
  try {
    const state = await site.options.accounts(request.ip).resetPassword(token, password);
    if (state === 'valid') {
      if (isAjax) return jsonAnswer(200, 'Password successfully reset');
      return await goToPage(site, visit, { page: 'passwordResetSuccess' });
    }
    const error =
      state === 'expired'
        ? 'The password reset link has expired'
        : 'Failed to reset password: username / email / token is invalid';
    if (isAjax) return refusal(ErrorCode.OtherCause, error);
    return await goToPage(site, visit, { page: 'passwordResetLinkInvalid', error });
  } catch (error) {
    if (!ParseError.isInstance(error) || error.code === ErrorCode.InternalServerError) throw error;
    if (isAjax) return refusal(ErrorCode.OtherCause, error.message);
    return goToPage(site, visit, { page: 'passwordReset', token, error: error.message });
  }
}

interface FormProblem {
  readonly code: number;
  readonly message: string;
  /** In the reader's language. */
  readonly shown: string;
}

/** Forms that send the password a second time must send the same one. */
function formProblem({ site, visit, parameters }: PageCall, password: string): FormProblem | undefined {
  const { phrases } = builtInLanguage([...visit.locales, site.fallbackLocale]);
  if (password === '') {
    return { code: ErrorCode.PasswordMissing, message: 'Missing password', shown: phrases.passwordMissing };
  }
  const repeated = parameters.get('confirm_new_password');
  if (repeated === undefined || repeated === password) return undefined;
  return { code: ErrorCode.OtherCause, message: 'The passwords differ', shown: phrases.passwordsDiffer };
}

function refusal(code: number, error: string): PagesResponse {
  return jsonAnswer(400, { code, error });
}
