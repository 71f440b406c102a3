import type { Connection } from '../connection/connection.js';
import { classVersion } from './class-table.js';

/** Tells changes of classes that other processes made from our own. */
export interface ClassWatch {
  /** Runs a class change of this process, so that it is not reported. */
  ownChange<T>(connection: Connection, change: () => T): T;
  /**
   * Calls back after changes of others, looked for at intervals; returns what ends it. A look that fails, because
   * the file is busy or closed, is made up for by the next one.
   */
  start(
    read: <T>(work: (connection: Connection) => T) => T,
    onChange: () => void,
    intervalMs: number,
  ): () => void;
}

/** A watch over the number of class changes that the file counts. */
export function classWatch(initialVersion: number): ClassWatch {
  let known = initialVersion;
  return {
    ownChange(connection, change) {
      const before = classVersion(connection);
      const result = change();
      // A change of another process that nobody has been told of yet must stay visible as a difference.
      if (before === known) known = classVersion(connection);
      return result;
    },
    start(read, onChange, intervalMs) {
      const timer = setInterval(() => {
        const version = currentVersion(read);
        if (version === undefined || version === known) return;
        known = version;
        onChange();
      }, intervalMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}

/** Undefined when the file cannot be read now: an error thrown in a timer would end the process. */
function currentVersion(read: Parameters<ClassWatch['start']>[0]): number | undefined {
  try {
    return read(classVersion);
  } catch {
    return undefined;
  }
}
