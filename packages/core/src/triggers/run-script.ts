import { inTime } from '../adapters/in-time.js';
import type { App } from '../context/app.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { scriptError } from './script-error.js';

/**
 * Runs a piece of Cloud Code. What it throws becomes a ParseError; one that takes longer than `cloudTimeout` fails,
 * and what it does later is its own affair.
 */
export async function runScript<T>(app: App, name: string, script: () => Promise<T>): Promise<T> {
  try {
    return await withinCloudTimeout(app, name, script);
  } catch (error) {
    throw scriptError(error);
  }
}

/** The same for what may fail with whatever it throws. */
export async function withinCloudTimeout<T>(app: App, name: string, script: () => Promise<T>): Promise<T> {
  const { cloudTimeout } = app.settings;
  if (cloudTimeout === undefined) return script();
  return inTime(script, cloudTimeout, () => tooLate(name, cloudTimeout));
}

function tooLate(name: string, milliseconds: number): ParseError {
  return new ParseError(ErrorCode.Timeout, `${name} took longer than ${milliseconds} milliseconds.`);
}
