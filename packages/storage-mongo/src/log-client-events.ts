import type { Logger, LogLevel } from '@parse/core/adapter';
import type { MongoClient } from 'mongodb';
import type { ClientEventLog } from './options.js';

/** Logs the events of the driver that the options name. */
export function logClientEvents(
  client: MongoClient,
  events: readonly ClientEventLog[],
  logger: Logger,
): void {
  for (const { name, keys, logLevel } of events) {
    const level = LEVELS.find((each) => each === logLevel) ?? 'info';
    // Names come from options: the driver's list of events grows, and an unknown one is never emitted.
    Reflect.apply(Reflect.get(client, 'on'), client, [
      name,
      (event: unknown) => logger.log(level, `MongoDB client event: ${name}`, { event: pick(event, keys) }),
    ]);
  }
}

const LEVELS: readonly LogLevel[] = ['error', 'warn', 'info', 'verbose', 'debug'];

function pick(event: unknown, keys: readonly string[] | undefined): unknown {
  if (!keys) return event;
  return Object.fromEntries(keys.map((key) => [key, key.split('.').reduce(entryOf, event)]));
}

function entryOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
