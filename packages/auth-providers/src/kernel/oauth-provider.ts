import { ConfigError, type AuthProvider, type Json, type JsonObject } from '@parse/core/adapter';
import { optionalText, requiredText } from './client-text.js';
import { exchangeCode, type CodeExchange } from './exchange-code.js';
import { identityProvider, idText, type Identify, type Identity } from './identity-provider.js';
import { readOptions, type OptionReader, type ServiceOptions } from './read-options.js';
import { refusal } from './refuse.js';
import { serviceClient, type ServiceClient, type ServiceRequest } from './service-client.js';

/** What an app that was registered with an OAuth 2 service is told there, and how far its clients are trusted. */
export interface OAuthOptions extends ServiceOptions {
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** The address that codes are sent to; absent: clients name it as `redirect_uri`. */
  readonly redirectUri?: string;
  /** Accepts access tokens that clients bring: many services do not tell which app a token was made for. */
  readonly enableInsecureAuth?: boolean;
  /** Further apps of yours whose clients' tokens are accepted, where the service tells. */
  readonly appIds?: string | readonly string[];
  /** Stores `access_token` and `refresh_token` beside the id, for an app that calls the service. */
  readonly keepTokens?: boolean;
}

/** A token, and whom and what it came with. */
export interface Access {
  readonly token: string;
  /** What the code was exchanged for; empty for tokens of clients. */
  readonly granted: JsonObject;
  /** The id that the client claims. */
  readonly claimedId: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A question about a token, and the part of the answer that matters. */
export interface TokenQuestion {
  /** Where it is asked; `endpoints.<purpose>` replaces it. */
  readonly endpoint: string;
  readonly request: (access: Access, endpoint: string) => ServiceRequest;
  readonly answer: (body: JsonObject, access: Access) => Json | undefined;
}

/** An OAuth 2 service: all there is to say about it. */
export interface OAuthService {
  readonly name: string;
  readonly token: Pick<CodeExchange, 'endpoint' | 'credentials' | 'names' | 'more' | 'clientFields'>;
  /** Finds the token and what comes with it in an answer that is not as the standard has it. */
  readonly grant?: (body: JsonObject) => JsonObject;
  /** Whose a token is. */
  readonly profile: TokenQuestion;
  /** Which app a token was made for; absent: the service does not tell. */
  readonly app?: TokenQuestion;
  /** What else apps of the past call `clientId` and `clientSecret`. */
  readonly olderNames?: { readonly id: readonly string[]; readonly secret: readonly string[] };
}

/** A provider for the service. Codes are exchanged by the server; tokens of clients need `enableInsecureAuth`. */
export function oauthProvider(service: OAuthService, options: OAuthOptions): AuthProvider {
  return identityProvider(service.name, oauthIdentify(service, options));
}

/** The part of it that finds out who the client is, for providers that have other ways, too. */
export function oauthIdentify(service: OAuthService, options: OAuthOptions): Identify {
  const { name } = service;
  const client = serviceClient(name, options);
  const app = readApp(service, readOptions(name, options));

  const byCode = async (data: JsonObject): Promise<Identity> => {
    if (!app.exchange) throw refusal(name);
    const answer = await exchangeCode(client, app.exchange, data);
    const granted = service.grant?.(answer) ?? answer;
    const access = { ...app.credentials, token: requiredText(name, granted.access_token), granted };
    const id = await askAbout(client, app.profile, { ...access, claimedId: undefined });
    return { id, ...(app.keepTokens && { keep: tokensOf(granted) }) };
  };
  const byToken = async (data: JsonObject): Promise<Identity> => {
    const token = requiredText(name, data.access_token);
    const access = { ...app.credentials, token, granted: {}, claimedId: optionalText(name, data.id) };
    if (app.question) {
      const madeFor = idText(await askAbout(client, app.question, access));
      if (madeFor === undefined || !app.ids.includes(madeFor)) throw refusal(name);
    }
    const id = await askAbout(client, app.profile, access);
    return { id, ...(app.keepTokens && { keep: tokensOf(data) }) };
  };
  return async (data) => {
    if (data.code !== undefined) return byCode(data);
    if (!app.trustsClients) throw refusal(name);
    return byToken(data);
  };
}

/** The part of an answer that matters; rejects with a refusal when the service refuses. */
export async function askAbout(
  client: ServiceClient,
  question: TokenQuestion,
  access: Access,
): Promise<Json | undefined> {
  const { ok, body } = await client.ask(question.request(access, question.endpoint));
  if (!ok) throw refusal(client.name);
  return question.answer(body, access);
}

interface RegisteredApp {
  readonly credentials: { readonly clientId: string; readonly clientSecret: string };
  /** Absent: nobody can exchange codes. */
  readonly exchange: CodeExchange | undefined;
  readonly profile: TokenQuestion;
  readonly question: TokenQuestion | undefined;
  /** The apps that tokens of clients may have been made for. */
  readonly ids: readonly string[];
  readonly trustsClients: boolean;
  readonly keepTokens: boolean;
}

function readApp(service: OAuthService, reader: OptionReader): RegisteredApp {
  const { name, token, profile, app, olderNames } = service;
  const trustsClients = reader.flag('enableInsecureAuth');
  const clientId = reader.optionalText('clientId', ...(olderNames?.id ?? []));
  const clientSecret = reader.optionalText('clientSecret', ...(olderNames?.secret ?? []));
  const isRegistered = clientId !== undefined && clientSecret !== undefined;
  if (!isRegistered && !trustsClients) {
    throw new ConfigError([
      `auth.${name} needs clientId and clientSecret, with which the server exchanges codes. (Clients that bring an access token need enableInsecureAuthAdapters.)`,
    ]);
  }
  const ids = [...(clientId === undefined ? [] : [clientId]), ...reader.texts('appIds')];
  const located = <T extends { readonly endpoint: string }>(purpose: string, part: T): T => ({
    ...part,
    endpoint: reader.endpoint(purpose, part.endpoint),
  });
  return {
    credentials: { clientId: clientId ?? '', clientSecret: clientSecret ?? '' },
    exchange: isRegistered
      ? {
          ...located('token', token),
          clientId,
          clientSecret,
          redirectUri: reader.optionalText('redirectUri'),
        }
      : undefined,
    profile: located('profile', profile),
    question: app && ids.length > 0 ? located('app', app) : undefined,
    ids,
    trustsClients,
    keepTokens: reader.flag('keepTokens'),
  };
}

function tokensOf({ access_token, refresh_token }: JsonObject): JsonObject {
  return {
    ...(typeof access_token === 'string' && { access_token }),
    ...(typeof refresh_token === 'string' && { refresh_token }),
  };
}
