import type { App } from '../context/app.js';
import { ErrorCode } from '../errors/codes.js';
import { ParseError } from '../errors/parse-error.js';
import { scriptError } from './script-error.js';

/**
 * Runs a piece of Cloud Code. What it throws becomes a ParseError; one that takes longer than `cloudTimeout` fails,
 * and what it does later is its own affair.
 */
export async function runScript<T>(app: App, name: string, script: () => Promise<T>): Promise<T> {
  const { cloudTimeout } = app.settings;
  try {
    if (cloudTimeout === undefined) return await script();
    return await inTime(script(), cloudTimeout, name);
  } catch (error) {
    throw scriptError(error);
  }
}

async function inTime<T>(work: Promise<T>, milliseconds: number, name: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new ParseError(ErrorCode.Timeout, `${name} took longer than ${milliseconds} milliseconds.`);
    timer = setTimeout(() => reject(error), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
