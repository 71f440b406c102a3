import type { Json, Step } from '../dsl/scenario.js';
import { fieldOf } from '../run/answer-body.js';
import { isList } from '../run/placeholders.js';
import type { MaskedAnswer } from './mask-transcript.js';

/** The operations of a batch as the requests they stand for, each with its answer; none of anything else. */
export function operationsOf({ place, step, body }: MaskedAnswer): readonly MaskedAnswer[] {
  const requests = step.path === '/batch' ? fieldOf(step.body, 'requests') : undefined;
  if (requests === undefined || !isList(requests) || body === undefined || !isList(body)) return [];
  return requests.map((request, index) => ({
    place: `${place}.${index}`,
    step: stepOf(request, step),
    headers: {},
    ...answerOf(body[index], fieldOf(request, 'method')),
  }));
}

function stepOf(request: Json, { by }: Step): Step {
  const [method, path] = [fieldOf(request, 'method'), fieldOf(request, 'path')];
  const body = fieldOf(request, 'body');
  return {
    method: method === 'POST' || method === 'DELETE' ? method : 'PUT',
    path: typeof path === 'string' ? path.replace(/^\/parse(?=\/)/, '') : '',
    ...(by === undefined ? {} : { by }),
    ...(body === undefined ? {} : { body }),
  };
}

/** An error without a code of Parse would be a failure outside of a batch; that of a database is not told there. */
function answerOf(told: Json | undefined, method: Json | undefined): Pick<MaskedAnswer, 'status' | 'body'> {
  const error = fieldOf(told, 'error');
  if (error === undefined) return { status: method === 'POST' ? 201 : 200, body: fieldOf(told, 'success') };
  const [code, text] = [fieldOf(error, 'code'), fieldOf(error, 'error')];
  if (typeof code === 'number' && code > 1 && code < BEYOND_PARSE)
    return { status: code === 101 ? 404 : 400, body: error };
  const isTold = typeof text === 'string' && (code === undefined || code === 1);
  return {
    status: 500,
    body: { code: 1, ...(isTold ? { error: text } : { message: 'Internal server error.' }) },
  };
}

/** Codes of Parse are less; databases number their own from here on, or name them. */
const BEYOND_PARSE = 1000;
