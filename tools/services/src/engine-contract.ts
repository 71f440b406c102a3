import type { Service } from './service-names.js';

/** What an engine is started with. */
export interface EngineContext {
  /** Where it keeps its data, logs and process records. */
  readonly folder: string;
  /** Tells what takes long. */
  readonly report: (line: string) => void;
}

/**
 * Starts an engine and resolves when it answers. Its processes are recorded in the folder as daemons; an engine
 * somebody else runs has none.
 */
export type StartEngine = (context: EngineContext) => Promise<Service>;
