import { ConfigError, type AuthProvider, type JsonObject } from '@parse/core/adapter';
import { requiredText } from '../kernel/client-text.js';
import { identityProvider } from '../kernel/identity-provider.js';
import { readOptions, type ServiceOptions } from '../kernel/read-options.js';
import { refusal, trouble } from '../kernel/refuse.js';
import { serviceClient } from '../kernel/service-client.js';

/** A server that tells what access tokens are worth (RFC 7662, token introspection). */
export interface OAuth2Options extends ServiceOptions {
  readonly tokenIntrospectionEndpointUrl: string;
  /** The field of the answer that identifies a user. Absent: `sub`. */
  readonly useridField?: string;
  /** The field of the answer that names the app, as text or list, `client_id` or `aud` say. */
  readonly appidField?: string;
  /** The apps whose tokens are accepted. Needed with `appidField`. */
  readonly appIds?: string | readonly string[];
  /** The header that this server shows who it is with: `Basic …`. */
  readonly authorizationHeader?: string;
  /** The name of the provider in `authData`. Absent: `oauth2`. */
  readonly name?: string;
}

/**
 * Log-in with an access token that the authorization server vouches for. Without `appidField` a token that its user
 * gave to another app is accepted, too, unless the server tells this one about its own tokens only.
 */
export function oauth2Auth(options: OAuth2Options): AuthProvider {
  const name = options.name ?? 'oauth2';
  const reader = readOptions(name, options);
  const url = reader.endpoint('introspection', reader.text('tokenIntrospectionEndpointUrl'));
  const idField = reader.optionalText('useridField') ?? 'sub';
  const appField = reader.optionalText('appidField');
  const appIds = appField === undefined ? [] : requiredTexts(name, reader.texts('appIds'));
  const header = reader.optionalText('authorizationHeader');
  const client = serviceClient(name, options);

  const isForThisApp = (answer: JsonObject): boolean => {
    if (appField === undefined) return true;
    const apps = [answer[appField] ?? []].flat();
    return apps.some((each) => typeof each === 'string' && appIds.includes(each));
  };
  return identityProvider(name, async (data, { now }) => {
    const token = requiredText(name, data.access_token);
    const { ok, body } = await client.ask({
      url,
      form: { token },
      ...(header !== undefined && { headers: { Authorization: header } }),
    });
    // By the standard a token that is worth nothing is answered with success.
    if (!ok) throw trouble(name, 'the server does not accept this one: see authorizationHeader');
    const hasExpired = typeof body.exp === 'number' && body.exp * 1000 <= now.getTime();
    if (body.active !== true || hasExpired || !isForThisApp(body)) throw refusal(name);
    return { id: body[idField] };
  });
}

/** An app that names the field and no app in it would accept nobody. */
function requiredTexts(name: string, texts: readonly string[]): readonly string[] {
  if (texts.length > 0) return texts;
  throw new ConfigError([`auth.${name}.appIds is missing: appidField says where they stand.`]);
}
