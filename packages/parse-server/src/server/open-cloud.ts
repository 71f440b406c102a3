import type { CloudCode, InternalAnswer, InternalRequest } from '@parse/cloud-code';
import { isJsonObject, type App } from '@parse/core';
import { createUseCounter, type RestHandler } from '@parse/rest';
import { definedEntries, pickDefined } from '../options/defined-entries.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import { serverVersion } from '../server-version.js';

export type { CloudCode } from '@parse/cloud-code';

/** What Cloud Code is opened on. */
export interface CloudParts {
  readonly app: App;
  readonly options: ResolvedOptions;
  readonly api: RestHandler;
}

/** Loads the SDK and runs the app's Cloud Code. Servers without it never load the SDK. */
export async function openCloud({ app, options, api }: CloudParts): Promise<CloudCode> {
  const { openCloudCode } = await import('@parse/cloud-code');
  const { masterKey, cloud } = options;
  const uses = createUseCounter({ now: () => app.now().getTime() });
  return openCloudCode({
    app,
    serve: (request) => serveInternally(api, request),
    countUse: async (...use) => uses.count(...use),
    levels: cloudLevels(options),
    config: { ...options, applicationId: options.appId, version: serverVersion() },
    masterKey: typeof masterKey === 'string' ? masterKey : await masterKey(),
    ...(cloud !== undefined && { source: cloud }),
    ...pickDefined(options, ['directAccess', 'javascriptKey']),
  });
}

/** This machine: rate limits pass over it unless they say otherwise. */
const LOOPBACK = '127.0.0.1';

async function serveInternally(api: RestHandler, request: InternalRequest): Promise<InternalAnswer> {
  const { headers, body, ...rest } = request;
  const answer = await api({
    ...rest,
    header: (name) => (Object.hasOwn(headers, name) ? headers[name] : undefined),
    headers: () => headers,
    body: { kind: 'parsed', value: body },
    ip: LOOPBACK,
    isInternal: true,
  });
  return {
    status: answer.status,
    headers: answer.headers,
    body: answer.body.kind === 'json' ? answer.body.value : {},
  };
}

function cloudLevels({ logLevels }: ResolvedOptions) {
  const { signupUsernameTaken: _other, ...levels } = isJsonObject(logLevels) ? logLevels : {};
  return definedEntries(levels);
}
