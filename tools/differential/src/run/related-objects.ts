import { get } from '../dsl/requests.js';
import type { Json, Step } from '../dsl/scenario.js';
import { fieldOf, isObject, rowsOf } from './answer-body.js';
import type { Exchange } from './run-scenario.js';

/** The answer about a class's objects with the ids of what their relations hold, which no object shows by itself. */
export async function withMembers(
  exchange: Exchange,
  ask: (step: Step) => Promise<Exchange>,
): Promise<Exchange> {
  const className = exchange.step.path.replace('/classes/', '');
  const rows: Json[] = [];
  for (const row of rowsOf(exchange.answer)) rows.push(await withMembersOf(row, className, ask));
  if (rows.length === 0 || !isObject(exchange.answer.body)) return exchange;
  return { ...exchange, answer: { ...exchange.answer, body: { ...exchange.answer.body, results: rows } } };
}

async function withMembersOf(
  row: Json,
  className: string,
  ask: (step: Step) => Promise<Exchange>,
): Promise<Json> {
  if (!isObject(row)) return row;
  const fields: Record<string, Json> = { ...row };
  for (const [key, value] of Object.entries(row)) {
    const target = fieldOf(value, 'className');
    if (fieldOf(value, '__type') !== 'Relation' || typeof target !== 'string') continue;
    const owner = { __type: 'Pointer', className, objectId: row['objectId'] ?? '' };
    const where = { $relatedTo: { object: owner, key } };
    const members = await ask(get(`/classes/${target}`, { where, keys: 'objectId', limit: 1000 }));
    const results = rowsOf(members.answer).map((member) => ({
      objectId: fieldOf(member, 'objectId') ?? null,
    }));
    fields[key] = { __type: 'Relation', className: target, results };
  }
  return fields;
}
