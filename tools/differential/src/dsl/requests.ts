import type { Json, JsonObject, Step, StepOptions } from './scenario.js';

export function get(path: string, query: JsonObject = {}, options: StepOptions = {}): Step {
  return { ...options, method: 'GET', path, query: { ...query, ...options.query } };
}

export function post(path: string, body: Json = {}, options: StepOptions = {}): Step {
  return { ...options, method: 'POST', path, body };
}

export function put(path: string, body: Json = {}, options: StepOptions = {}): Step {
  return { ...options, method: 'PUT', path, body };
}

export function del(path: string, options: StepOptions = {}): Step {
  return { ...options, method: 'DELETE', path };
}

/** An operation of a batch; `path` is below the mount, as of a request. */
export function operation(method: string, path: string, body?: JsonObject): JsonObject {
  return { method, path: `/parse${path}`, ...(body === undefined ? {} : { body }) };
}

/** Creates an object of a class. */
export function create(className: string, fields: JsonObject, options: StepOptions = {}): Step {
  return post(`/classes/${className}`, fields, options);
}

/** Updates the object an earlier step created under a name. */
export function update(className: string, name: string, fields: JsonObject, options: StepOptions = {}): Step {
  return put(`/classes/${className}/<${name}.objectId>`, fields, options);
}

/** Fetches the object an earlier step created under a name. */
export function fetchBack(className: string, name: string, options: StepOptions = {}): Step {
  return get(`/classes/${className}/<${name}.objectId>`, {}, options);
}

/** Queries a class: `find('Note', { where: { n: 1 }, order: 'n' })`. */
export function find(className: string, query: JsonObject = {}, options: StepOptions = {}): Step {
  return get(`/classes/${className}`, query, options);
}

/** Signs somebody up; later steps send as them with `{ by: name }`. */
export function signUp(name: string, fields: JsonObject = {}): Step {
  return post('/users', { username: name, password: `secret of ${name}`, ...fields }, { name });
}

/** Logs in somebody who signed up by `signUp`. */
export function logIn(username: string, options: StepOptions = {}): Step {
  return post('/login', { username, password: `secret of ${username}` }, options);
}

/** Declares a class with the master key. */
export function declareClass(className: string, schema: JsonObject, options: StepOptions = {}): Step {
  return post(`/schemas/${className}`, { className, ...schema }, { by: 'master', ...options });
}
