import { dirname, resolve, sep } from 'node:path';
import { ConfigError, type Logger } from '@parse/core';
import type { CloudCode } from '../server/open-cloud.js';

/** The Cloud Code of a server that is being developed. */
export interface FreshCloud {
  readonly cloud: CloudCode;
  readonly path: string;
  readonly logger: Logger;
}

/**
 * Milliseconds without a further change after which code is loaded: editors save more than one file at a time. The watcher
 * says nothing of a change that comes less than 50 milliseconds after another one of the same file: less would miss it.
 */
const QUIET = 100;

/**
 * Loads Cloud Code, and again whenever a file of it changes, one load after the other. Resolves when it has been loaded
 * for the first time, well or not, with what ends it.
 */
export async function keepCloudFresh({ cloud, path, logger }: FreshCloud): Promise<() => Promise<void>> {
  const main = resolve(path);
  const folder = dirname(main);
  const files = new Set([main]);
  let isBroken = false;
  let loading: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const watcher = await watchSources(folder, (file) => {
    // A file that broken code was about to load may be unknown.
    if (!isBroken && !files.has(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void loadAgain(), QUIET);
  });
  const load = async (): Promise<void> => {
    try {
      await cloud.replace(path, (file) => {
        files.add(file);
        if (!file.startsWith(folder + sep)) watcher.add(file);
      });
      isBroken = false;
      logger.log('info', 'Cloud Code is loaded', { path });
    } catch (error) {
      isBroken = true;
      tellProblem(error, logger);
    }
  };
  const loadAgain = (): Promise<void> => (loading = loading.then(load));

  await loadAgain();
  return async () => {
    clearTimeout(timer);
    await watcher.close();
    await loading;
  };
}

/** What Cloud Code consists of. */
const SOURCE = /\.(?:[cm]?[jt]s|json)$/;

/** Calls back for each source file below the folder that changes, comes or goes. */
async function watchSources(folder: string, onChange: (file: string) => void) {
  const { watch } = await import('chokidar');
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path, stats) =>
      path !== folder &&
      (/[\\/](?:node_modules|\.[^\\/]+)$/.test(path) || (stats?.isFile() === true && !SOURCE.test(path))),
  });
  watcher.on('all', (_event, file) => onChange(file));
  await new Promise<void>((ready) => watcher.once('ready', ready));
  return watcher;
}

/** On standard error, with its lines as they are: it is for whoever has just saved the file. */
function tellProblem(error: unknown, logger: Logger): void {
  if (!ConfigError.isInstance(error)) {
    logger.log('error', 'Cloud Code cannot be loaded', { error });
    return;
  }
  process.stderr.write(`\n${error.problems.join('\n')}\n\n`);
}
