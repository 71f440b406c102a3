import type { App } from '@parse/core';
import { installParseCloud } from './api/install-parse-cloud.js';
import { loadCloud, replaceCloud, type CloudSource } from './modules/load-module.js';
import type { OnFile } from './modules/fresh-import.js';
import { cloudLogger } from './scope/cloud-logger.js';
import type { CloudApp, CloudLogLevels } from './scope/cloud-app.js';
import { shared } from './scope/current-app.js';
import { sdk } from './sdk.js';
import { RATE_LIMIT_ZONES, type CountUse } from './validator/rate-limit.js';

/** What an app's Cloud Code needs. */
export interface CloudCodeOptions {
  readonly app: App;
  /** The app's HTTP API, without a connection. */
  readonly serve: CloudApp['serve'];
  /** Absent: handlers are registered later, by `Parse.Cloud` in the program itself. */
  readonly source?: CloudSource;
  /** Absent: true. */
  readonly directAccess?: boolean;
  readonly countUse: CountUse;
  readonly levels?: Partial<CloudLogLevels>;
  /** What `Parse.Server` shows. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Keys that the SDK is initialised with. */
  readonly masterKey?: string;
  readonly javascriptKey?: string;
}

/** The Cloud Code of an app. */
export interface CloudCode {
  /**
   * For development: runs a module, each file of it read anew, and has it take the place of all that is registered, at
   * once. Rejects with ConfigError, which shows the line, when it cannot be loaded; then everything stays as it was.
   * `onFile` is told which files it consists of, also when it fails.
   */
  replace(path: string, onFile: OnFile): Promise<void>;
  /** The app answers no longer for its id. */
  close(): void;
}

const DEFAULT_LEVELS: CloudLogLevels = {
  cloudFunctionSuccess: 'info',
  cloudFunctionError: 'error',
  triggerAfter: 'info',
  triggerBeforeSuccess: 'info',
  triggerBeforeError: 'error',
};

/**
 * Initialises the SDK for the app, extends its `Parse.Cloud`, and runs the app's Cloud Code. Throws ConfigError for
 * code that cannot be loaded.
 */
export async function openCloudCode(options: CloudCodeOptions): Promise<CloudCode> {
  const { app, serve, directAccess = true } = options;
  const cloud: CloudApp = {
    app,
    serve,
    directAccess,
    countUse: options.countUse,
    levels: { ...DEFAULT_LEVELS, ...options.levels },
    log: cloudLogger(app.logger),
    config: { ...options.config, RateLimitZone: RATE_LIMIT_ZONES },
    liveQueryHandlers: new Map(),
  };
  const { apps } = shared();
  const close = () => {
    if (apps.get(app.appId) === cloud) apps.delete(app.appId);
  };
  apps.set(app.appId, cloud);
  initialize(options);
  installParseCloud();
  try {
    if (options.source !== undefined) await loadCloud(cloud, options.source);
  } catch (error) {
    close();
    throw error;
  }
  return { close, replace: (path, onFile) => replaceCloud(cloud, path, onFile) };
}

function initialize({ app, masterKey, javascriptKey }: CloudCodeOptions): void {
  sdk.initialize(app.appId, javascriptKey, masterKey);
  if (app.settings.serverURL !== undefined) sdk.serverURL = app.settings.serverURL;
}
