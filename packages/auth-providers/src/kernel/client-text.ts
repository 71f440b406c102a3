import type { Json } from '@parse/core/adapter';
import { refusal } from './refuse.js';

/** What OAuth's codes, tokens and addresses are made of; all of it may stand in a header. */
const PRINTABLE = /^[\x20-\x7e]{1,16384}$/;

/** A code, token or address that a client sends; rejects everything else. */
export function requiredText(provider: string, value: Json | undefined): string {
  if (typeof value === 'string' && PRINTABLE.test(value)) return value;
  throw refusal(provider);
}

/** The same for what may be absent. */
export function optionalText(provider: string, value: Json | undefined): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : requiredText(provider, value);
}
