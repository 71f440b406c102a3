import { pathParameter, type Route } from '../route.js';
import { objectRoutes } from './object-routes.js';

/** Objects of every class, and the system classes that have a path of their own. */
export const classRoutes: readonly Route[] = [
  ...objectRoutes('/classes/:className', (call) => pathParameter(call, 'className')),
  ...objectRoutes('/users', () => '_User'),
  ...objectRoutes('/sessions', () => '_Session'),
  ...objectRoutes('/roles', () => '_Role'),
  ...objectRoutes('/installations', () => '_Installation'),
];
