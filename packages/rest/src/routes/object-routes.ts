import {
  createObject,
  deleteObject,
  findObjects,
  getObject,
  updateObject,
  type FindResult,
  type JsonObject,
} from '@parse/core';
import { created, ok, okEmpty } from '../rest-response.js';
import { parameters, pathParameter, type PathMatch, type Route } from '../route.js';
import { objectLocation } from './object-location.js';

/** The five routes of objects below a path. `classOf` tells their class, which rules of the class may refine. */
export function objectRoutes(path: string, classOf: (match: PathMatch) => string): readonly Route[] {
  const objectPath = `${path}/:objectId`;
  const idOf = (call: PathMatch) => pathParameter(call, 'objectId');
  return [
    {
      method: 'GET',
      path,
      run: async (call) => {
        const className = classOf(call);
        return ok(
          presentFound(className, await findObjects(call.ctx, { className, options: parameters(call) })),
        );
      },
    },
    {
      method: 'POST',
      path,
      classOf,
      run: async (call) => {
        const className = classOf(call);
        const saved = await createObject(call.ctx, { className, body: call.body });
        if (!saved.created) return ok(saved.response);
        return created(saved.response, objectLocation(call, className, saved.objectId));
      },
    },
    {
      method: 'GET',
      path: objectPath,
      classOf,
      run: async (call) => {
        const input = { className: classOf(call), objectId: idOf(call), options: parameters(call) };
        return ok(await getObject(call.ctx, input));
      },
    },
    {
      method: 'PUT',
      path: objectPath,
      classOf,
      run: async (call) => {
        const input = { className: classOf(call), objectId: idOf(call), body: call.body };
        return ok((await updateObject(call.ctx, input)).response);
      },
    },
    {
      method: 'DELETE',
      path: objectPath,
      classOf,
      run: async (call) => {
        await deleteObject(call.ctx, { className: classOf(call), objectId: idOf(call) });
        return okEmpty();
      },
    },
  ];
}

/** With `count` when it was asked for; rows of a query that was redirected name their class. */
function presentFound(asked: string, { results, count, className }: FindResult): JsonObject {
  const rows = className === asked ? results : results.map((row) => Object.assign({}, row, { className }));
  return count === undefined ? { results: rows } : { results: rows, count };
}
