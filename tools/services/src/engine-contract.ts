import type { Service } from './service-names.js';

/** What an engine is started with. */
export interface EngineContext {
  /** Where it keeps its data, logs and process records. */
  readonly folder: string;
  /** Tells what takes long. */
  readonly report: (line: string) => void;
  /** Where it listens; by default what an environment variable says, else a free one. */
  readonly port?: number;
  /** Settings of PostgreSQL and of the PostgreSQL below DocumentDB. Other engines have none that tests need. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** How one service is had. */
export interface Engine {
  /** Starts it and resolves when it answers. Its processes are recorded in the folder as daemons. */
  readonly start: (context: EngineContext) => Promise<Service>;
  /** Asks one that somebody else runs what it is. Rejects when it does not answer. */
  readonly adopt: (uri: string) => Promise<Service>;
}
