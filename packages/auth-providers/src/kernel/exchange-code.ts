import type { JsonObject } from '@parse/core/adapter';
import { optionalText, requiredText } from './client-text.js';
import { refusal, trouble } from './refuse.js';
import type { ServiceClient, ServiceRequest } from './service-client.js';

/** Where a code is exchanged, and who exchanges it. */
export interface CodeExchange {
  readonly endpoint: string;
  /** How the app shows its secret: in the body, in a header, or in the address, as old services want it. */
  readonly credentials: 'form' | 'basic' | 'query';
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  /** The address that the code was sent to; absent: the one that the client names. */
  readonly redirectUri?: string | undefined;
  /** What the service calls the two, where it is not `client_id` and `client_secret`. */
  readonly names?: { readonly id: string; readonly secret: string };
  /** What the service wants besides. */
  readonly more?: Readonly<Record<string, string>>;
  /** What it wants of the client besides, by the names of `authData`. */
  readonly clientFields?: readonly string[];
}

/** What is wrong with the app's own settings rather than with the code. */
const OWN_FAULTS: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'incorrect_client_credentials',
  'unsupported_grant_type',
]);

/** What a service gives for the code in `data`; rejects with a refusal when it gives nothing. */
export async function exchangeCode(
  client: ServiceClient,
  exchange: CodeExchange,
  data: JsonObject,
): Promise<JsonObject> {
  const { ok, body } = await client.ask(exchangeRequest(client.name, exchange, data));
  // Some tell a service's own faults from others by the status, and some answer everything with success.
  if (typeof body.error === 'string' && OWN_FAULTS.has(body.error)) {
    throw trouble(client.name, `the service does not accept the app: ${body.error}`);
  }
  if (!ok || (body.error ?? null) !== null) throw refusal(client.name);
  return body;
}

function exchangeRequest(name: string, exchange: CodeExchange, data: JsonObject): ServiceRequest {
  const { endpoint, credentials, clientId, clientSecret, redirectUri, names, more } = exchange;
  const parameters: Record<string, string> = {
    grant_type: 'authorization_code',
    ...more,
    code: requiredText(name, data.code),
  };
  const redirect = redirectUri ?? optionalText(name, data.redirect_uri);
  if (redirect !== undefined) parameters.redirect_uri = redirect;
  for (const field of ['code_verifier', ...(exchange.clientFields ?? [])]) {
    const value = optionalText(name, data[field]);
    if (value !== undefined) parameters[field] = value;
  }
  if (credentials === 'basic') {
    const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret ?? '')}`;
    const Authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
    return { url: endpoint, headers: { Authorization }, form: parameters };
  }
  parameters[names?.id ?? 'client_id'] = clientId;
  if (clientSecret !== undefined) parameters[names?.secret ?? 'client_secret'] = clientSecret;
  return credentials === 'form' ? { url: endpoint, form: parameters } : { url: endpoint, query: parameters };
}
