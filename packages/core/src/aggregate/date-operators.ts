import { isJsonObject, type Json } from '../types/json.js';
import {
  invalidPipeline,
  type CompilePart,
  type Expression,
  type Operator,
  type OperatorTable,
} from './expression-types.js';
import { dateOf, instantOf, isNullish, stringOf, typeName } from './typed-values.js';
import { namedArguments, optionalArgument, requiredArgument } from './value-operator.js';

const DAY = 86_400_000;

/** Parts of dates, in UTC or at a fixed offset (`timezone: "+02:00"`). */
export const dateOperators: OperatorTable = {
  $year: datePart('$year', (date) => date.getUTCFullYear()),
  $month: datePart('$month', (date) => date.getUTCMonth() + 1),
  $dayOfMonth: datePart('$dayOfMonth', (date) => date.getUTCDate()),
  $hour: datePart('$hour', (date) => date.getUTCHours()),
  $minute: datePart('$minute', (date) => date.getUTCMinutes()),
  $second: datePart('$second', (date) => date.getUTCSeconds()),
  $millisecond: datePart('$millisecond', (date) => date.getUTCMilliseconds()),
  $dayOfWeek: datePart('$dayOfWeek', (date) => date.getUTCDay() + 1),
  $dayOfYear: datePart('$dayOfYear', dayOfYear),
  $isoDayOfWeek: datePart('$isoDayOfWeek', isoDay),
  $isoWeek: datePart('$isoWeek', (date) => isoWeek(date).week),
  $isoWeekYear: datePart('$isoWeekYear', (date) => isoWeek(date).year),
  $dateToString: (argument, compile) => {
    const named = namedArguments('$dateToString', argument, ['date', 'format', 'timezone', 'onNull']);
    const date = requiredArgument('$dateToString', named, 'date', compile);
    const format = optionalArgument(named, 'format', compile);
    const timezone = optionalArgument(named, 'timezone', compile);
    const onNull = optionalArgument(named, 'onNull', compile);
    return (scope) => {
      const value = date(scope);
      if (isNullish(value)) return onNull ? onNull(scope) : null;
      const local = localDate('$dateToString', value, timezone?.(scope));
      return formatDate(local, stringOf('$dateToString', format?.(scope) ?? '%Y-%m-%dT%H:%M:%S.%LZ'));
    };
  },
  $dateFromString: (argument, compile) => {
    const named = namedArguments('$dateFromString', argument, ['dateString', 'onNull', 'onError']);
    const text = requiredArgument('$dateFromString', named, 'dateString', compile);
    const onNull = optionalArgument(named, 'onNull', compile);
    const onError = optionalArgument(named, 'onError', compile);
    return (scope) => {
      const value = text(scope);
      if (isNullish(value)) return onNull ? onNull(scope) : null;
      const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
      return Number.isNaN(instant) && onError ? onError(scope) : dateOf('$dateFromString', instant);
    };
  },
};

function datePart(name: string, part: (local: Date) => number): Operator {
  return (argument, compile) => {
    const { date, timezone } = dateArguments(name, argument, compile);
    return (scope) => {
      const value = date(scope);
      return isNullish(value) ? null : part(localDate(name, value, timezone?.(scope)));
    };
  };
}

/** A date expression, `[date]`, or `{ date, timezone }`. */
function dateArguments(
  name: string,
  argument: Json,
  compile: CompilePart,
): { readonly date: Expression; readonly timezone: Expression | undefined } {
  if (isJsonObject(argument) && Object.hasOwn(argument, 'date')) {
    const named = namedArguments(name, argument, ['date', 'timezone']);
    return {
      date: requiredArgument(name, named, 'date', compile),
      timezone: optionalArgument(named, 'timezone', compile),
    };
  }
  const parts: readonly Json[] = Array.isArray(argument) ? argument : [argument];
  const [only = null] = parts;
  return { date: compile(only), timezone: undefined };
}

/** A Date whose UTC fields read as the clock does at that offset. */
function localDate(name: string, value: Json, timezone: Json | undefined): Date {
  const instant = instantOf(value);
  if (instant === undefined) throw invalidPipeline(`${name} takes a date, not ${typeName(value)}`);
  return new Date(instant + offsetOf(name, timezone));
}

function offsetOf(name: string, timezone: Json | undefined): number {
  if (isNullish(timezone)) return 0;
  const text = stringOf(name, timezone);
  if (text === 'UTC' || text === 'GMT' || text === 'Z') return 0;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(text) ?? [];
  if (hours === undefined)
    throw invalidPipeline(`${name} knows UTC and offsets, not the time zone '${text.slice(0, 50)}'`);
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function formatDate(date: Date, format: string): string {
  return format.replace(/%(.?)/gs, (_match, letter: string) => formatField(date, letter));
}

function formatField(date: Date, letter: string): string {
  switch (letter) {
    case 'Y':
      return padded(date.getUTCFullYear(), 4);
    case 'm':
      return padded(date.getUTCMonth() + 1, 2);
    case 'd':
      return padded(date.getUTCDate(), 2);
    case 'H':
      return padded(date.getUTCHours(), 2);
    case 'M':
      return padded(date.getUTCMinutes(), 2);
    case 'S':
      return padded(date.getUTCSeconds(), 2);
    case 'L':
      return padded(date.getUTCMilliseconds(), 3);
    case 'j':
      return padded(dayOfYear(date), 3);
    case 'w':
      return String(date.getUTCDay() + 1);
    case 'u':
      return String(isoDay(date));
    case 'V':
      return padded(isoWeek(date).week, 2);
    case 'G':
      return padded(isoWeek(date).year, 4);
    case '%':
      return '%';
    default:
      throw invalidPipeline(`Unrecognized format character '%${letter}' of $dateToString`);
  }
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1;
}

/** Monday is 1, Sunday 7. */
function isoDay(date: Date): number {
  return date.getUTCDay() === 0 ? 7 : date.getUTCDay();
}

/** The week that holds the date's Thursday, and the year that holds that Thursday. */
function isoWeek(date: Date): { readonly week: number; readonly year: number } {
  const thursday = new Date(date.getTime() + (4 - isoDay(date)) * DAY);
  return { week: Math.ceil(dayOfYear(thursday) / 7), year: thursday.getUTCFullYear() };
}
