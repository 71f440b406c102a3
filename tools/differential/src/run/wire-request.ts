import type { Json, Step } from '../dsl/scenario.js';
import { keys } from '../servers/profiles.js';
import type { NamedAnswers } from './placeholders.js';
import type { WireRequest } from './send-request.js';

const keyHeaders: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['master', ['X-Parse-Master-Key', keys.masterKey]],
  ['readOnly', ['X-Parse-Master-Key', keys.readOnlyMasterKey]],
  ['maintenance', ['X-Parse-Maintenance-Key', keys.maintenanceKey]],
]);

/** The request a filled step stands for, to the server at that URL. */
export function wireRequest(step: Step, serverURL: string, answers: NamedAnswers): WireRequest {
  const body = step.raw ?? (step.body === undefined ? undefined : JSON.stringify(step.body));
  const headers: Record<string, string | null> = {
    'X-Parse-Application-Id': keys.appId,
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...callerHeaders(step.by, answers),
    ...step.headers,
  };
  return {
    method: step.method,
    url: `${serverURL}${step.path}${queryString(step)}`,
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    ),
    body,
  };
}

function callerHeaders(by: string | undefined, answers: NamedAnswers): Record<string, string> {
  if (by === undefined) return {};
  const key = keyHeaders.get(by);
  if (key !== undefined) return { [key[0]]: key[1] };
  return { 'X-Parse-Session-Token': tokenOf(answers.get(by)) };
}

/** A failed sign-up leaves no token; `r:missing` is one nobody has. */
function tokenOf(answer: Json | undefined): string {
  if (answer === null || typeof answer !== 'object' || !('sessionToken' in answer)) return 'r:missing';
  return typeof answer.sessionToken === 'string' ? answer.sessionToken : 'r:missing';
}

function queryString({ query = {} }: Step): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    parameters.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}
