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
import { parameters, pathParameter, type Route, type RouteCall } from '../route.js';
import { objectLocation } from './object-location.js';

/** The five routes of objects below a path. `classNameOf` tells their class, which rules of the class may refine. */
export function objectRoutes(path: string, classNameOf: (call: RouteCall) => string): readonly Route[] {
  const objectPath = `${path}/:objectId`;
  const idOf = (call: RouteCall) => pathParameter(call, 'objectId');
  return [
    {
      method: 'GET',
      path,
      run: async (call) => {
        const className = classNameOf(call);
        return ok(
          presentFound(className, await findObjects(call.ctx, { className, options: parameters(call) })),
        );
      },
    },
    {
      method: 'POST',
      path,
      run: async (call) => {
        const className = classNameOf(call);
        const saved = await createObject(call.ctx, { className, body: call.body });
        if (!saved.created) return ok(saved.response);
        return created(saved.response, objectLocation(call, className, saved.objectId));
      },
    },
    {
      method: 'GET',
      path: objectPath,
      run: async (call) => {
        const input = { className: classNameOf(call), objectId: idOf(call), options: parameters(call) };
        return ok(await getObject(call.ctx, input));
      },
    },
    {
      method: 'PUT',
      path: objectPath,
      run: async (call) => {
        const input = { className: classNameOf(call), objectId: idOf(call), body: call.body };
        return ok((await updateObject(call.ctx, input)).response);
      },
    },
    {
      method: 'DELETE',
      path: objectPath,
      run: async (call) => {
        await deleteObject(call.ctx, { className: classNameOf(call), objectId: idOf(call) });
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
