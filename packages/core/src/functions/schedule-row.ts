import { isJsonArray, isJsonObject, textOf, type JsonObject } from '../types/json.js';
import type { StoredObject } from '../types/object.js';
import type { JobSchedule } from '../triggers/job-schedule.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WEEK_OF_DAYS = 7;

/**
 * What a row of `_JobSchedule` says: from `startAfter` on, at `timeOfDay` (UTC) of `daysOfWeek` (from Sunday on) where
 * it names them, and again after every `repeatMinutes`; without those, once. Undefined when it names no job.
 */
export function scheduleOfRow(row: StoredObject): JobSchedule | undefined {
  const jobName = textOf(row.jobName);
  if (jobName === '') return undefined;
  return {
    key: `row ${row.objectId}`,
    jobName,
    params: paramsOf(row),
    nextAfter: nextOf(row),
    retries: 0,
    retryDelay: 0,
    overlap: 'skip',
    catchUp: true,
  };
}

/** Before everything that a row that never ran is due at. */
export function lastRunOf({ lastRun }: StoredObject): Date {
  return new Date(typeof lastRun === 'number' ? lastRun : 0);
}

function paramsOf({ params }: StoredObject): JsonObject {
  if (isJsonObject(params)) return params;
  try {
    const parsed: unknown = JSON.parse(textOf(params) || '{}');
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function nextOf(row: StoredObject): JobSchedule['nextAfter'] {
  const startText = isJsonObject(row.startAfter) ? row.startAfter.iso : row.startAfter;
  const start = Date.parse(textOf(startText) || textOf(row.createdAt)) || 0;
  const repeat = typeof row.repeatMinutes === 'number' ? Math.max(row.repeatMinutes, 0) * MINUTE : 0;
  const ofDay = millisecondsOfDay(textOf(row.timeOfDay));
  if (ofDay === undefined) return (time) => repeated(start, repeat, time.getTime());
  return (time) => onDays({ start, repeat, ofDay, days: daysOf(row) }, time.getTime());
}

function repeated(start: number, repeat: number, time: number): Date | undefined {
  if (time < start) return new Date(start);
  if (repeat === 0) return undefined;
  return new Date(start + (Math.floor((time - start) / repeat) + 1) * repeat);
}

interface DailyTimes {
  readonly start: number;
  readonly repeat: number;
  readonly ofDay: number;
  readonly days: readonly boolean[];
}

/** The first moment of the coming days; within a day it is repeated until midnight. */
function onDays({ start, repeat, ofDay, days }: DailyTimes, time: number): Date | undefined {
  const after = Math.max(time, start - 1);
  const today = Math.floor(after / DAY) * DAY;
  for (let day = 0; day <= WEEK_OF_DAYS; day += 1) {
    const midnight = today + day * DAY;
    if (days[new Date(midnight).getUTCDay()] !== true) continue;
    const next = repeated(midnight + ofDay, repeat, Math.max(after, midnight - 1));
    if (next && next.getTime() < midnight + DAY) return next;
  }
  return undefined;
}

/** Absent: every day. */
function daysOf({ daysOfWeek }: StoredObject): readonly boolean[] {
  const given = isJsonArray(daysOfWeek) ? daysOfWeek : [];
  return Array.from({ length: WEEK_OF_DAYS }, (_none, day) => {
    const flag = given[day];
    return given.length === 0 || flag === true || flag === 1 || flag === '1' || flag === 'true';
  });
}

function millisecondsOfDay(text: string): number | undefined {
  const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text) ?? [];
  if (hours === undefined) return undefined;
  return (Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds) * 1000;
}
