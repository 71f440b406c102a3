import { get } from '../dsl/requests.js';
import type { Json, Step } from '../dsl/scenario.js';
import type { Lane } from '../servers/lane.js';
import { classNameOf, rowsOf } from './answer-body.js';
import { withMembers } from './related-objects.js';
import type { Exchange } from './run-scenario.js';
import { wireRequest } from './wire-request.js';

/** Classes the server makes, and how scenarios that touch them are told: by any request that names them. */
const systemClasses: Readonly<Record<string, RegExp>> = {
  _User: /_User|\/users|\/login|\/loginAs|\/verifyPassword/,
  _Session: /_Session|_User|\/users|\/log|\/sessions|\/upgrade/,
  _Role: /_Role|\/roles/,
  _Installation: /_Installation|\/installations/,
  _Audience: /_Audience|\/push_audiences/,
  _Product: /_Product|\/products/,
};

/** Asks for the classes and for the objects of all that the scenario made or touched, with what relations hold. */
export async function readState(lane: Lane, steps: readonly Step[]): Promise<readonly Exchange[]> {
  const schemas = await ask(lane, get('/schemas', {}, { by: 'master' }));
  const classes = rowsOf(schemas.answer);
  const made = classes.map(classNameOf).filter((name) => name !== '' && !name.startsWith('_'));
  const text = JSON.stringify(steps);
  const touched = Object.entries(systemClasses).flatMap(([name, sign]) => (sign.test(text) ? [name] : []));
  const objects: Exchange[] = [];
  for (const className of [...made.sort(), ...touched])
    objects.push(await ask(lane, get(`/classes/${className}`, { limit: 1000 }, { by: 'master' })));
  const whole: Exchange[] = [];
  for (const exchange of objects)
    whole.push(await withMembers(exchange, (step) => ask(lane, { ...step, by: 'master' })));
  if (text.includes('/config')) whole.push(await ask(lane, get('/config', {}, { by: 'master' })));
  return [schemas, ...whole];
}

async function ask(lane: Lane, step: Step): Promise<Exchange> {
  const sentAt = Date.now();
  const request = wireRequest(step, lane.serverURL, new Map<string, Json>());
  return { step, sentAt, answer: await lane.send(request) };
}
