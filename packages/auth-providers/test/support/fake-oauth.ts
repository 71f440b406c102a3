import type { FakeAnswer, FakeRequest, FakeRoutes } from './fake-service.js';

/** The two people that every stand-in knows, by the ids of most services. */
export const ADA = '10001';
export const BOB = '10002';

export const CLIENT_ID = 'our-app';
export const CLIENT_SECRET = 'our secret/+&';
export const REDIRECT = 'https://shop.example/back';

/** A code that somebody got for an app, the address and the verifier of which are known to the service. */
export function codeOf(user: string, app = CLIENT_ID): string {
  return `code.${app}.${user}`;
}

/** A token that somebody gave to an app. */
export function tokenOf(user: string, app = CLIENT_ID): string {
  return `token.${app}.${user}`;
}

/** Whose a token is and what for, as the service knows. Texts that it never handed out are nobody's. */
export function ownerOf(token: unknown): { readonly app: string; readonly user: string } | undefined {
  const [, app, user] = /^token\.([a-z-]+)\.(\d+)$/.exec(String(token)) ?? [];
  return app !== undefined && user !== undefined ? { app, user } : undefined;
}

/** What an app shows to be itself. */
export interface Credentials {
  readonly id: unknown;
  readonly secret: unknown;
}

/** What differs between services. */
export interface FakeOAuth {
  /** Absent: those of the standard, in the body. */
  readonly credentials?: (request: FakeRequest) => Credentials | Promise<Credentials>;
  readonly grant?: (user: string) => object | Promise<object>;
  readonly refusal?: FakeAnswer;
  /** Compares the address that the code was sent to. Absent: it does. */
  readonly needsRedirect?: boolean;
  /** What else a code is good for only with. */
  readonly alsoNeeds?: Readonly<Record<string, string>>;
}

const STANDARD_REFUSAL = { status: 400, body: { error: 'invalid_grant' } };

/** An endpoint that exchanges codes as RFC 6749 says. */
export function tokenEndpoint({ credentials, grant, refusal = STANDARD_REFUSAL, ...needs }: FakeOAuth = {}) {
  return async (request: FakeRequest): Promise<FakeAnswer> => {
    const { parameters } = request;
    const { id, secret } = (await credentials?.(request)) ?? {
      id: parameters.client_id,
      secret: parameters.client_secret,
    };
    if (id !== CLIENT_ID || secret !== CLIENT_SECRET)
      return { status: 401, body: { error: 'invalid_client' } };
    const [, app, user] = /^code\.([a-z-]+)\.(\d+)$/.exec(String(parameters.code)) ?? [];
    const needed = {
      grant_type: 'authorization_code',
      ...(needs.needsRedirect !== false && { redirect_uri: REDIRECT }),
      ...needs.alsoNeeds,
    };
    const isRight = Object.entries(needed).every(([key, value]) => parameters[key] === value);
    if (app !== CLIENT_ID || user === undefined || !isRight) return refusal;
    return {
      body: { access_token: tokenOf(user), token_type: 'bearer', expires_in: 3600, ...(await grant?.(user)) },
    };
  };
}

/** The credentials of HTTP Basic, which are encoded before they are put together (RFC 6749, 2.3.1). */
export function basicCredentials({ headers }: FakeRequest): Credentials {
  const pair = Buffer.from((headers.authorization ?? '').replace('Basic ', ''), 'base64').toString();
  const [id, secret] = pair.split(':').map(decodeURIComponent);
  return { id, secret };
}

/** An endpoint that tells whose the token of the header is. */
export function profileEndpoint(profile: (user: string) => object) {
  return ({ bearer }: FakeRequest): FakeAnswer => {
    const owner = ownerOf(bearer);
    return owner ? { body: profile(owner.user) } : { status: 401, body: { message: 'Bad credentials' } };
  };
}

/** An endpoint that is asked about the token in a parameter. */
export function tokenQuestion(
  parameter: string,
  answer: (owner: { readonly app: string; readonly user: string }) => object,
) {
  return ({ parameters }: FakeRequest): FakeAnswer => {
    const owner = ownerOf(parameters[parameter]);
    return owner ? { body: answer(owner) } : { status: 400, body: { error: 'invalid_token' } };
  };
}

/** The routes of a service, below its name. */
export function below(name: string, routes: FakeRoutes): FakeRoutes {
  return Object.fromEntries(
    Object.entries(routes).map(([route, handler]) => [route.replace(' /', ` /${name}/`), handler]),
  );
}
