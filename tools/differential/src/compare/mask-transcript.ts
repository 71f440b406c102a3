import type { Json, JsonObject, Step } from '../dsl/scenario.js';
import { classNameOf, fieldOf, rowsOf, stableText } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';
import type { Exchange, Transcript } from '../run/run-scenario.js';
import { isMadeUp, maskText, maskWriteTime, remember, type MadeUp } from './mask-text.js';
import { keepsOrder } from './keeps-order.js';

/** An answer as both servers would give it: without anything made up, rows without an order sorted. */
export interface MaskedAnswer {
  /** What a later difference is called: `2`, or `note` if the step has a name, or `state of Note`. */
  readonly place: string;
  readonly step: Step;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
}

/** The headers that clients read. */
const comparedHeaders =
  /^(content-type|location|access-control-.*|x-parse-.*|retry-after|x-content-type-options|content-range|accept-ranges|content-disposition|(x-)?ratelimit.*|www-authenticate)$/;

/**
 * Masks all answers of one server; the state's follow those of the steps. Of the classes that every server has, the
 * state shows those that are named.
 */
export function maskTranscript(
  transcript: Transcript,
  shownClasses: ReadonlySet<string>,
): readonly MaskedAnswer[] {
  const { serverURL, exchanges, state, pristineClasses, profile, endedAt } = transcript;
  const isHidden = (className: string): boolean =>
    pristineClasses.has(className) && !shownClasses.has(className);
  const places = exchanges.map(({ step }, index) => step.name ?? `${index + 1}`);
  // Mails are stored some time after the answer, during whichever step.
  const timed = profile === 'mails' ? [] : exchanges;
  const steps = timed.map(({ sentAt }, index) => ({ sentAt, place: places[index] ?? '' }));
  const madeUp: MadeUp = { names: new Map(), serverURL, now: endedAt, steps };
  return [
    ...exchanges.map((exchange, index) => maskExchange(exchange, places[index] ?? '', madeUp)),
    ...state
      .map((exchange) => withoutClasses(exchange, isHidden))
      .map((exchange) => maskExchange(exchange, `state of ${exchange.step.path.slice(1)}`, madeUp)),
  ];
}

function maskExchange({ step, answer }: Exchange, place: string, known: MadeUp): MaskedAnswer {
  // What is waited for is written during whichever step.
  const madeUp: MadeUp = step.rows === undefined ? known : { ...known, steps: [] };
  const masking = { madeUp, sorts: !keepsOrder(step) };
  const body = answer.body === undefined ? undefined : maskValue(byClass(step, answer.body), masking, place);
  const started = answer.headers['x-parse-job-status-id'];
  if (typeof started === 'string') remember(madeUp.names, started, `${place} job`);
  const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
    comparedHeaders.test(name) ? [[name, maskHeader(name, String(value), madeUp, place)] as const] : [],
  );
  return { place, step, status: answer.status, headers: Object.fromEntries(headers), body };
}

/** Until a limit ends are another number of seconds each time. */
function maskHeader(name: string, value: string, madeUp: MadeUp, place: string): string {
  if (timeHeaders.test(name) && /^\d+$/.test(value)) return '<seconds>';
  return maskText(value, madeUp, `${place} ${name}`);
}

const timeHeaders = /^((x-)?ratelimit-reset|retry-after)$/;

/** The classes every server has, and that are no longer as they were. */
export function changedClasses({ state, pristineClasses }: Transcript): readonly string[] {
  return state
    .filter(({ step }) => step.path === '/schemas')
    .flatMap(({ answer }) => rowsOf(answer))
    .filter((row) => {
      const pristine = pristineClasses.get(classNameOf(row));
      return pristine !== undefined && stableText(pristine) !== stableText(row);
    })
    .map(classNameOf);
}

function withoutClasses(exchange: Exchange, isHidden: (className: string) => boolean): Exchange {
  const { step, answer } = exchange;
  if (step.path !== '/schemas') return exchange;
  const results = rowsOf(answer).filter((row) => !isHidden(classNameOf(row)));
  return { ...exchange, answer: { ...answer, body: { results } } };
}

/** Classes by their name, so that one that differs is told from the others. */
function byClass({ path }: Step, body: Json): Json {
  const classes = rowsOf({ body }).flatMap((row) => {
    const className = fieldOf(row, 'className');
    return typeof className === 'string' && fieldOf(row, 'fields') !== undefined ? [[className, row]] : [];
  });
  const areClasses = path === '/schemas' && fieldOf(body, 'results') !== undefined;
  return classes.length > 0 || areClasses ? { results: Object.fromEntries(classes) as JsonObject } : body;
}

interface Masking {
  readonly madeUp: MadeUp;
  /** Whether rows are sorted because the request leaves their order open. */
  readonly sorts: boolean;
}

function maskValue(value: Json, masking: Masking, place: string): Json {
  if (typeof value === 'string') return maskText(value, masking.madeUp, place);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item, index) => maskValue(item, masking, `${place}.${index}`));
  return maskFields(value, masking, place);
}

/** What a server sets whenever an object is written. */
const writeTimes: ReadonlySet<string> = new Set(['createdAt', 'updatedAt']);

/** In the order of the keys' names, so that both servers see the same id first. */
function maskFields(fields: JsonObject, masking: Masking, place: string): JsonObject {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, value] of sorted)
    if (typeof value === 'string' && isMadeUp(key, value))
      remember(masking.madeUp.names, value, `${place}.${key}`);
  return Object.fromEntries(
    sorted.map(([key, value]) => {
      const ordered =
        key === 'results' && masking.sorts && isList(value) ? sortRows(value, masking.madeUp) : value;
      const masked =
        typeof value === 'string' && writeTimes.has(key)
          ? maskWriteTime(value, masking.madeUp)
          : maskValue(ordered, masking, `${place}.${key}`);
      return [maskText(key, masking.madeUp, place), masked];
    }),
  );
}

/** By content without what is made up and not seen yet, as ids are as random as their order. */
function sortRows(rows: readonly Json[], madeUp: MadeUp): readonly Json[] {
  const keyed = rows.map(
    (row) => [stableText(blankOut(row, { ...madeUp, names: new Map(madeUp.names) })), row] as const,
  );
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
}

function blankOut(value: Json, madeUp: MadeUp): Json {
  if (typeof value === 'string') return maskText(value, madeUp, '').replace(/^<>$/, '');
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => blankOut(item, madeUp));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      const isNew = typeof part === 'string' && isMadeUp(key, part) && !madeUp.names.has(part);
      const isTime = typeof part === 'string' && writeTimes.has(key);
      const blanked = isTime ? maskWriteTime(part, madeUp) : blankOut(part, madeUp);
      return [maskText(key, madeUp, ''), isNew ? '' : blanked];
    }),
  );
}
