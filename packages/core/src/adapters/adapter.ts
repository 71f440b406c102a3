import type { Logger } from './logger.js';

/** The ports of the engine. */
export type AdapterKind = 'storage' | 'files' | 'push' | 'cache' | 'pubsub' | 'email' | 'analytics' | 'auth';

/** What an adapter is handed when the app opens it. */
export interface AdapterContext {
  readonly appId: string;
  readonly logger: Logger;
}

/**
 * What every adapter object carries. Adapters are made by factories (`sqliteStorage(options)`), opened once by the
 * app that they are given to and closed by it, in reverse order of opening.
 */
export interface Adapter<Kind extends AdapterKind> {
  readonly kind: Kind;
  /** For logs and error messages, for example `sqlite`. Never used to decide anything: that is what capabilities are for. */
  readonly name: string;
  /** The version of the interface it implements. Raised only when an interface breaks. */
  readonly spec: `${Kind}/1`;
  /** Connects. May be called again after `close`. */
  open?(context: AdapterContext): Promise<void>;
  /** Frees sockets, files and timers. Calls in flight are finished first. */
  close?(): Promise<void>;
}
