import { ConfigError, type AuthPolicy } from '@parse/core/adapter';
import { readOptions } from '../kernel/read-options.js';

/** Passkeys of one site and its apps. */
export interface PasskeyOptions {
  /** The domain that passkeys are made for, without a port: `shop.example`. They work on its subdomains, too. */
  readonly rpId: string;
  /** What people are told the passkey is for. */
  readonly rpName: string;
  /** Where it may be used: `https://shop.example`, `android:apk-key-hash:…`; one, or several. */
  readonly origins: string | readonly string[];
  /** Signs what authenticators are asked to sign; 32 characters at least, the same on all servers of the app. */
  readonly secret: string;
  /**
   * `default`: a passkey logs in, users with a second factor need that, too. `solo`: it is enough for them as well.
   * `additional`: it is a second factor itself. Absent: `default`.
   */
  readonly policy?: AuthPolicy;
  /** Whether authenticators ask for a finger, face or PIN. Absent: `required`. */
  readonly userVerification?: UserVerification;
  /** Seconds that people have for it. Absent: 300. */
  readonly lifetime?: number;
}

const POLICIES = ['default', 'solo', 'additional'] as const;
const VERIFICATIONS = ['required', 'preferred', 'discouraged'] as const;

/** Whether authenticators ask for a finger, face or PIN. */
export type UserVerification = (typeof VERIFICATIONS)[number];

/** The options as they hold. */
export interface PasskeySettings {
  readonly rpId: string;
  readonly rpName: string;
  readonly origins: readonly string[];
  readonly secret: string;
  readonly policy: AuthPolicy;
  readonly userVerification: UserVerification;
  /** In milliseconds. */
  readonly lifetime: number;
}

const NAME = 'passkey';
const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const AN_HOUR = 60 * 60;

/** Reads the options; throws `ConfigError` for what is of no use. */
export function readPasskeyOptions(options: PasskeyOptions): PasskeySettings {
  const reader = readOptions(NAME, options);
  const rpId = reader.text('rpId');
  if (!DOMAIN.test(rpId)) throw problem('rpId must be a domain such as shop.example.');
  const origins = reader.texts('origins');
  const strange = origins.filter((origin) => !isOriginOf(rpId, origin));
  if (origins.length === 0 || strange.length > 0) {
    throw problem(`origins must be addresses such as https://${rpId}, or android:apk-key-hash:… of an app.`);
  }
  const policy = oneOf(POLICIES, reader.optionalText('policy') ?? 'default', 'policy');
  const verification = reader.optionalText('userVerification') ?? 'required';
  const userVerification = oneOf(VERIFICATIONS, verification, 'userVerification');
  if (policy === 'solo' && userVerification !== 'required') {
    throw problem(
      'policy can be solo only if userVerification is required: it takes the place of two factors.',
    );
  }
  return {
    rpId,
    rpName: reader.text('rpName'),
    origins,
    secret: reader.secret('secret'),
    policy,
    userVerification,
    lifetime: reader.whole('lifetime', [10, AN_HOUR, 300]) * 1000,
  };
}

/** Browsers compare an origin letter by letter, so that one with a path would never be right. */
function isOriginOf(rpId: string, origin: string): boolean {
  if (/^(android|ios):[\w:.-]+$/.test(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname, origin: whole } = new URL(origin);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost');
  return isSafe && whole === origin && (hostname === rpId || hostname.endsWith(`.${rpId}`));
}

function oneOf<T extends string>(values: readonly T[], given: string, key: string): T {
  const value = values.find((each) => each === given);
  if (value === undefined) throw problem(`${key} must be one of ${values.join(', ')}.`);
  return value;
}

function problem(text: string): ConfigError {
  return new ConfigError([`auth.${NAME}.${text}`]);
}
