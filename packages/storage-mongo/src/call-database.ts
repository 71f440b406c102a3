import type { ClassLayout } from './codec/class-layout.js';
import { mapError } from './map-error.js';

/**
 * Runs work that calls the driver. Everything that reaches the database goes through here, so that whatever it fails
 * with is a failure of the store; a layout tells the fields of a refused duplicate.
 */
export async function callDatabase<T>(work: () => Promise<T>, layout?: ClassLayout): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw mapError(error, layout);
  }
}
