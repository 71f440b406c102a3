import { Secret, TOTP } from 'otpauth';
import { expect } from 'vitest';
import { signUp } from './callers.js';
import { httpRequest, type HttpAnswer } from './http-request.js';
import type { TestServer } from './start-server.js';

/** Codes that were sent by text messages, oldest first. */
export interface TextMessages {
  readonly send: (code: string, mobile: string) => void;
  /** The last code that a number got. */
  lastCode(mobile: string): string;
  countTo(mobiles: readonly string[]): number;
  clear(): void;
}

/** The provider of text messages of a test; one number does not exist. */
export function textMessages(): TextMessages {
  const messages: { readonly code: string; readonly mobile: string }[] = [];
  return {
    send: (code, mobile) => {
      if (mobile === NO_NUMBER) throw new TypeError('no such number');
      messages.push({ code, mobile });
    },
    lastCode: (mobile) => messages.findLast((message) => message.mobile === mobile)?.code ?? '',
    countTo: (mobiles) => messages.filter(({ mobile }) => mobiles.includes(mobile)).length,
    clear: () => void messages.splice(0),
  };
}

/** A number that no message reaches. */
export const NO_NUMBER = '+999999999';

/** The option `auth.mfa` of servers that the helpers here are for. */
export const mfaOptions = ({ send }: TextMessages): object => ({
  options: ['TOTP', 'SMS'],
  digits: 8,
  algorithm: 'SHA256',
  smsExpiry: 60,
  sendSMS: send,
});

type Caller = Awaited<ReturnType<typeof signUp>>;

/** What users do with their second factors. */
export interface SecondFactors {
  readonly logIn: (username: string, mfa?: object | null) => Promise<HttpAnswer>;
  readonly change: (caller: Caller, mfa: object | null) => Promise<HttpAnswer>;
  /** Signs up and sets up an authenticator. */
  readonly enrol: (name: string) => Promise<{
    readonly caller: Caller;
    readonly secret: string;
    readonly recovery: readonly string[];
  }>;
  /** Signs up and sets up a number. */
  readonly confirm: (name: string, mobile: string) => Promise<Caller>;
}

/** Users of a server and what they are sent. */
export function secondFactors(server: TestServer, messages: TextMessages): SecondFactors {
  const logIn = (username: string, mfa?: object | null): Promise<HttpAnswer> =>
    httpRequest(server, {
      path: '/login',
      body: { username, password: 'secret', ...(mfa !== undefined && { authData: { mfa } }) },
    });
  const change = (caller: Caller, mfa: object | null): Promise<HttpAnswer> =>
    httpRequest(server, {
      method: 'PUT',
      path: `/users/${caller.id}`,
      body: { authData: { mfa } },
      headers: { 'X-Parse-Session-Token': caller.session.sessionToken },
    });
  return {
    logIn,
    change,
    enrol: async (name: string) => {
      const caller = await signUp(name);
      const secret = newSecret();
      const answer = await change(caller, { secret, token: shownBy(server, secret) });
      expect(answer.status).toBe(200);
      const recovery: string[] = answer.body.authDataResponse.mfa.recovery.split(', ');
      return { caller, secret, recovery };
    },
    confirm: async (name: string, mobile: string) => {
      const caller = await signUp(name);
      expect((await change(caller, { mobile })).status).toBe(200);
      expect((await change(caller, { mobile, token: messages.lastCode(mobile) })).status).toBe(200);
      return caller;
    },
  };
}

/** A secret for an authenticator. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator shows, some periods from the server's time. */
export function shownBy(server: TestServer, secret: string, periods = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), digits: 8, period: 30, algorithm: 'SHA256' });
  return totp.generate({ timestamp: server.clock.now().getTime() + periods * 30_000 });
}

/** A code that the authenticator does not show around now. */
export function wrongFor(server: TestServer, secret: string): string {
  const right = [-2, -1, 0, 1, 2].map((periods) => shownBy(server, secret, periods));
  const codes = ['00000000', '11111111', '22222222', '33333333', '44444444', '55555555'];
  return codes.find((code) => !right.includes(code)) ?? '';
}
