import type { AuthVerdict } from '../adapters/auth-provider.js';
import type { AccountMail } from '../adapters/email-adapter.js';
import { isAddress } from '../classes/user-names.js';
import type { App } from '../context/app.js';
import type { RequestContext } from '../context/request-context.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { isInternalField } from '../schema/system-classes.js';
import type { Mailer } from '../stores/mailer.js';
import { textOf, type JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';

/** What mails about accounts need beside an adapter. */
export interface MailSetup {
  readonly mailer: Mailer;
  readonly appName: string;
}

/** The mailer of an app that was told everything mails need; InternalServerError for an app that was not. */
export function requireMail(ctx: RequestContext): MailSetup {
  const { mail, settings } = ctx.app;
  const { appName, publicServerURL } = settings;
  if (mail && appName && publicServerURL !== undefined) return { mailer: mail, appName };
  throw new ParseError(
    ErrorCode.InternalServerError,
    'An appName, publicServerURL, and emailAdapter are required for password reset and email verification functionality.',
  );
}

/** A mail to the user that leads to a page of the app with the token. */
export async function accountMail(
  ctx: RequestContext,
  user: StoredObject,
  { page, token }: { readonly page: 'verify_email' | 'request_password_reset'; readonly token: string },
): Promise<AccountMail> {
  const { appName } = requireMail(ctx);
  return {
    to: addressOf(user),
    link: `${await pageUrl(ctx.app, page)}token=${encodeURIComponent(token)}`,
    appName,
    user: withoutInternals(user),
  };
}

/** What logs in, and whether it is to be mailed, which no request waits for. */
export interface LogInSecret {
  readonly what: NonNullable<AuthVerdict['mail']>;
  readonly isDue: () => Promise<boolean>;
}

/** Mails the user what logs in. */
export function mailLogIn(ctx: RequestContext, user: StoredObject, { what, isDue }: LogInSecret): void {
  const { mail, settings } = ctx.app;
  const { appName = '' } = settings;
  mail?.sendLogIn(async () =>
    (await isDue())
      ? { link: '', ...what, to: textOf(user.email), appName, user: withoutInternals(user) }
      : undefined,
  );
}

/** Where mails to the user go: a name that is an address counts for who has no other one. */
function addressOf({ email, username }: StoredObject): string {
  const address = textOf(email) || textOf(username);
  // Addresses of old databases may be odd, but lines of a mail's head are never a part of one.
  const isSafe = textOf(email) === '' ? isAddress(address) : !/\p{Cc}/u.test(address);
  if (isSafe) return address;
  throw new TypeError('the user has no address that a mail can be sent to');
}

/** A row without what only the engine reads. */
export function withoutInternals(row: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(row).filter(([field]) => !isInternalField(field)));
}

/** The address of a page up to the token. */
async function pageUrl({ appId, settings }: App, page: string): Promise<string> {
  const { publicServerURL, pagesEndpoint, parseFrameURL } = settings;
  const path = `/${pagesEndpoint}/${encodeURIComponent(appId)}/${page}`;
  if (parseFrameURL !== undefined) return `${parseFrameURL}?link=${encodeURIComponent(path)}&`;
  const base = typeof publicServerURL === 'function' ? await publicServerURL() : (publicServerURL ?? '');
  return `${base.replace(/\/+$/, '')}${path}?`;
}
