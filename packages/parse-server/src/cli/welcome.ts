import { logsJson } from '../logger/server-logger.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import { describeStorage } from '../storage/storage-for.js';
import type { DevelopmentKeys } from './development-keys.js';

/**
 * Tells people that a server runs, once, on standard output. Log collectors are spared, unless somebody tries the
 * server out and must learn the keys.
 */
export function announce(
  options: ResolvedOptions,
  port: number,
  development: DevelopmentKeys | undefined,
): void {
  if (options.silent || (development === undefined && logsJson(options))) {
    return;
  }
  const url = `http://localhost:${port}${options.mountPath === '/' ? '' : options.mountPath}`;
  process.stdout.write(
    welcomeText({ url, appId: options.appId, database: describeStorage(options), development }),
  );
}

/** What there is to say about a server that has just started. */
export interface Welcome {
  readonly url: string;
  readonly appId: string;
  readonly database: string;
  readonly development: DevelopmentKeys | undefined;
}

/** The block that the command prints on a terminal. Keys appear in it once, when they have just been made. */
export function welcomeText(welcome: Welcome): string {
  const { url, database, development } = welcome;
  return [
    '',
    '  Parse Server is running',
    '',
    `    URL       ${url}`,
    `    Database  ${database}`,
    ...keyLines(welcome),
    '    Options   parse-server --help',
    '    Guides    https://docs.parseplatform.org (SDKs and REST API)',
    '',
    ...(development?.fresh === true ? firstSteps(welcome, development) : []),
  ].join('\n');
}

function keyLines({ appId, development }: Welcome): string[] {
  if (development === undefined) {
    return [`    App id    ${appId}`];
  }
  const mode = '    Mode      development: clients may create classes; --help has all settings';
  return development.fresh
    ? [`    App id    ${appId}`, `    Keys      made now and kept in ${development.file}`, mode]
    : [`    App id    ${appId}`, `    Keys      in ${development.file}`, mode];
}

function firstSteps({ url, appId }: Welcome, { masterKey }: DevelopmentKeys): string[] {
  return [
    '  The master key, which no permission holds back (shown this once):',
    '',
    `    ${masterKey}`,
    '',
    '  Save an object:',
    '',
    `    curl -X POST ${url}/classes/GameScore -H 'X-Parse-Application-Id: ${appId}' -H 'Content-Type: application/json' -d '{"playerName":"Sean","score":1337}'`,
    '',
    '  Find it again:',
    '',
    `    curl -G ${url}/classes/GameScore -H 'X-Parse-Application-Id: ${appId}' --data-urlencode 'where={"score":{"$gt":1000}}'`,
    '',
    '',
  ];
}
