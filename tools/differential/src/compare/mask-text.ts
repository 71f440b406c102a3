/** What a server makes up, found in its answers; each is named by the place where it was first seen. */
export interface MadeUp {
  /** Ids, tokens and generated names by themselves, in the order of their first sight. */
  readonly names: Map<string, string>;
  readonly serverURL: string;
  readonly now: number;
  /** The steps, in the order in which they were sent. */
  readonly steps: readonly SentStep[];
}

/** When a step was sent, and what it is called. */
export interface SentStep {
  readonly sentAt: number;
  readonly place: string;
}

const idPattern = /^[A-Za-z0-9]{10}$/;
const generatedName = /^[A-Za-z0-9]{25}$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const token = /r:[0-9a-f]{32}/g;
const words =
  /(?<![A-Za-z0-9])[A-Za-z0-9]{10}(?![A-Za-z0-9])|(?<![A-Za-z0-9])[A-Za-z0-9]{25}(?![A-Za-z0-9])/g;
/** Sent in text messages. */
const sentCode = /^\d{6}$/;
const codes = /(?<![A-Za-z0-9])\d{6}(?![A-Za-z0-9])/g;
const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const fileName = /[0-9a-f]{32}_/g;
/** Another server of this machine: one that Cloud Code starts. */
const elsewhere = /http:\/\/127\.0\.0\.1:\d{4,5}/g;
const isoDate = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

const minute = 60_000;
const year = 365 * 24 * 60 * minute;

/** True when the field holds something a server makes up. */
export function isMadeUp(key: string, text: string): boolean {
  if (key === 'objectId') return idPattern.test(text);
  if (key === 'username' || key === 'token') return generatedName.test(text);
  if (key === 'code') return sentCode.test(text);
  return key === 'installationId' && uuid.test(text);
}

/**
 * The text with everything a server makes up replaced by what two servers have in common: names for ids and tokens,
 * `now` for the time of the run and `now + 1 year` for the end of a session. Other dates stay.
 */
export function maskText(text: string, { names, serverURL, now }: MadeUp, place: string): string {
  return text
    .replaceAll(serverURL, '<server>')
    .replace(elsewhere, '<elsewhere>')
    .replace(token, (found) => remember(names, found, place))
    .replace(words, (found) => names.get(found) ?? found)
    .replace(codes, (found) => names.get(found) ?? found)
    .replace(uuids, (found) => names.get(found) ?? found)
    .replace(fileName, '<random>_')
    .replace(isoDate, (found) => maskDate(found, now));
}

/**
 * When an object was made or changed: `now`, and the last step that was sent before. So a time that a write leaves as it
 * was is told from one that it sets.
 */
export function maskWriteTime(text: string, { now, steps }: MadeUp): string {
  const time = maskDate(text, now);
  const during = steps.findLast(({ sentAt }) => sentAt <= Date.parse(text));
  return time !== 'now' || during === undefined ? time : `now (${during.place})`;
}

/** The name of something made up; the first place it is seen at gives it. */
export function remember(names: Map<string, string>, found: string, place: string): string {
  const known = names.get(found);
  if (known !== undefined) return known;
  const name = `<${place}>`;
  names.set(found, name);
  return name;
}

function maskDate(iso: string, now: number): string {
  const distance = Date.parse(iso) - now;
  if (Math.abs(distance) < 10 * minute) return 'now';
  return Math.abs(distance - year) < 10 * minute ? 'now + 1 year' : iso;
}
