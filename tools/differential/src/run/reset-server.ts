import { del, get, put } from '../dsl/requests.js';
import type { Json, JsonObject, Step } from '../dsl/scenario.js';
import type { Lane } from '../servers/lane.js';
import { classNameOf, fieldOf, isObject, rowsOf, stableText } from './answer-body.js';
import type { Exchange } from './run-scenario.js';
import { wireRequest } from './wire-request.js';

/**
 * Removes what a scenario left, as `readState` saw it: its classes and objects, and what it changed in the classes
 * and the configuration every server has. A server that cannot be brought back is replaced by a new one.
 */
export async function resetServer(lane: Lane, [schemas, ...rest]: readonly Exchange[]): Promise<void> {
  if (schemas === undefined) return;
  if (schemas.answer.status === 0) return lane.renew();
  const steps = [
    ...rest.flatMap(emptyClass),
    ...rowsOf(schemas.answer).flatMap((schema) => restoreClass(lane, schema)),
  ];
  for (const step of steps) {
    const { status } = await lane.send(wireRequest(step, lane.serverURL, new Map<string, Json>()));
    if (status !== 200) return lane.renew();
  }
}

/**
 * Replaces a server that holds classes, before a scenario: parse-server may make one after it has answered, even
 * when all others are removed.
 */
export async function ensureEmpty(lane: Lane): Promise<void> {
  if (await holdsClasses(lane)) await lane.renew();
}

async function holdsClasses(lane: Lane): Promise<boolean> {
  const request = wireRequest(get('/schemas', {}, { by: 'master' }), lane.serverURL, new Map<string, Json>());
  return rowsOf(await lane.send(request)).some((schema) => !lane.pristineClasses.has(classNameOf(schema)));
}

function emptyClass({ step, answer }: Exchange): readonly Step[] {
  if (step.path === '/config') return emptyConfig(answer.body);
  // A class that a trigger lets nobody read may hold something.
  if (answer.status === 200 && rowsOf(answer).length === 0) return [];
  return [del(step.path.replace('/classes/', '/purge/'), { by: 'master' })];
}

function emptyConfig(body: Json | undefined): readonly Step[] {
  const params = keysOf(fieldOf(body, 'params'));
  if (params.length === 0) return [];
  return [put('/config', { params: deletions(params) }, { by: 'master' })];
}

function restoreClass(lane: Lane, schema: Json): readonly Step[] {
  const className = fieldOf(schema, 'className');
  if (typeof className !== 'string') return [];
  const path = `/schemas/${className}`;
  if (!className.startsWith('_')) return [del(path, { by: 'master' })];
  const pristine = lane.pristineClasses.get(className);
  if (pristine === undefined || stableText(pristine) === stableText(schema)) return [];
  const known = keysOf(fieldOf(pristine, 'fields'));
  const added = keysOf(fieldOf(schema, 'fields')).filter((name) => !known.includes(name));
  const permissions = fieldOf(pristine, 'classLevelPermissions') ?? {};
  return [
    put(path, { className, fields: deletions(added), classLevelPermissions: permissions }, { by: 'master' }),
  ];
}

function deletions(names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, { __op: 'Delete' }]));
}

function keysOf(value: Json | undefined): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}
