import type { Logger } from '../../adapters/logger.js';

/** Writes nothing; the default, since a library does not write to a program's output unasked. */
export const silentLogger: Logger = { log: () => undefined, isEnabled: () => false };
