import type { Auth, JsonObject, RequestContext } from '@parse/core';
import { isJsonObject } from '@parse/core';
import { plainJson } from '../plain-json.js';
import type { CloudApp, InternalAnswer } from '../scope/cloud-app.js';
import { inTurn, leftTransaction, scopedApp, scopedTransaction, shared } from '../scope/current-app.js';
import { sdk, type RequestOptions, type RestController } from '../sdk.js';

/**
 * Requests of the SDK that belong to an app of this process go straight to its HTTP API, with the rights they ask for
 * and without a connection; all others go over the network as before. Both ways lead through the same checks.
 */
export function directController(network: RestController): RestController {
  const request: RestController['request'] = (method, path, data, options = {}) => {
    const transaction = scopedTransaction();
    const cloud = targetOf();
    if (cloud && transaction) {
      return inTurn(() => requestDirectly(cloud, { method, path, data, options, transaction }));
    }
    return cloud
      ? requestDirectly(cloud, { method, path, data, options })
      : network.request(method, path, data, options);
  };
  return {
    ...network,
    request(...call) {
      return leftTransaction()?.then(() => request(...call)) ?? request(...call);
    },
  };
}

/** The app whose code runs. Outside of any, the one that the SDK is pointed at, if that lets it. */
function targetOf(): CloudApp | undefined {
  const scoped = scopedApp();
  // A transaction has no way through the network.
  if (scoped) return scoped.directAccess || scopedTransaction() ? scoped : undefined;
  const named = shared().apps.get(sdk.applicationId ?? '');
  return named?.directAccess && named.app.settings.serverURL === sdk.serverURL ? named : undefined;
}

interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly data: unknown;
  readonly options: RequestOptions;
  readonly transaction?: RequestContext;
}

async function requestDirectly(
  cloud: CloudApp,
  { method, path, data, options, transaction }: SdkRequest,
): Promise<unknown> {
  const granted = rightsOf(options);
  const [location = '', query = ''] = path.split('?', 2);
  const answer = await cloud.serve({
    method,
    path: `/${location}`,
    query,
    mountPath: pathOfServer(),
    // A copy: the SDK goes on with its objects, and JSON is all that would have gone over the wire.
    body: bodyOf(data),
    headers: headersOf(cloud, options),
    ...(granted && { granted }),
    ...(transaction && { transaction }),
  });
  return answered(answer, options);
}

function rightsOf({ useMasterKey, useMaintenanceKey }: RequestOptions): Auth | undefined {
  if (useMaintenanceKey) return { kind: 'maintenance' };
  return useMasterKey ? { kind: 'master' } : undefined;
}

function headersOf(cloud: CloudApp, options: RequestOptions): Record<string, string> {
  const { sessionToken, installationId, context } = options;
  return {
    'x-parse-application-id': cloud.app.appId,
    'x-parse-client-version': `js${String(sdk.CoreManager.get('VERSION'))}`,
    ...(typeof sessionToken === 'string' && { 'x-parse-session-token': sessionToken }),
    ...(typeof installationId === 'string' && { 'x-parse-installation-id': installationId }),
    ...(context !== undefined && { 'x-parse-cloud-context': JSON.stringify(plainJson(context) ?? {}) }),
  };
}

function bodyOf(data: unknown): JsonObject {
  const body = plainJson(data);
  return isJsonObject(body) ? body : {};
}

function pathOfServer(): string {
  return URL.canParse(sdk.serverURL) ? new URL(sdk.serverURL).pathname.replace(/\/+$/, '') : '';
}

function answered({ status, headers, body }: InternalAnswer, options: RequestOptions): unknown {
  const answer = plainJson(body);
  if (status >= 200 && status < 300) {
    if (!options.returnStatus) return answer;
    // Lists become objects, too, as they do on the way through the network.
    return Object.assign({}, answer, { _status: status, _headers: headers });
  }
  const { code, error, message } = isJsonObject(answer) ? answer : {};
  const text = error ?? message ?? 'The request failed.';
  throw new sdk.Error(Number(code ?? -1), typeof text === 'string' ? text : JSON.stringify(text));
}
