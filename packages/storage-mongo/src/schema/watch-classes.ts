import { collectionOf, type Database } from '../database.js';

/**
 * Calls back after `_SCHEMA` changed, by whomever. When the stream is lost, which it is for longer than it can be
 * resumed, it is opened again and the change that may have been missed is reported.
 */
export async function watchClasses(database: Database, onChange: () => void): Promise<() => Promise<void>> {
  let isOver = false;
  let stream = open();

  function open() {
    const opened = collectionOf(database, '_SCHEMA').watch([], { maxAwaitTimeMS: 10_000 });
    opened.on('change', onChange);
    opened.on('error', (error: unknown) => {
      if (isOver) return;
      database.logger.log('warn', 'class changes of other servers are not heard of for now', { error });
      onChange();
      setTimeout(reopen, REOPEN_MS).unref();
    });
    return opened;
  }

  function reopen(): void {
    if (isOver) return;
    stream = open();
    onChange();
  }

  return async () => {
    isOver = true;
    await stream.close();
  };
}

const REOPEN_MS = 1000;
