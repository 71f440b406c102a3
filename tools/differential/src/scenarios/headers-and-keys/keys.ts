import { get, post, scenario } from '../../dsl.js';

export const scenarios = [
  scenario('A request needs the application', [
    get('/classes/Note', {}, { headers: { 'X-Parse-Application-Id': null } }),
    get('/classes/Note', {}, { headers: { 'X-Parse-Application-Id': 'other' } }),
    post(
      '/classes/Note',
      { _method: 'GET', _ApplicationId: 'app' },
      { headers: { 'X-Parse-Application-Id': null, 'Content-Type': 'text/plain' } },
    ),
  ]),
  scenario('A wrong master key is refused', [
    get('/schemas', {}, { headers: { 'X-Parse-Master-Key': 'wrong' } }),
    get('/classes/Note', {}, { headers: { 'X-Parse-Master-Key': 'wrong' } }),
  ]),
  scenario(
    'Where client keys are set, one of them is needed',
    [
      get('/health'),
      get('/config'),
      get('/config', {}, { headers: { 'X-Parse-REST-API-Key': 'rest-key' } }),
      get('/config', {}, { headers: { 'X-Parse-Client-Key': 'client-key' } }),
      get('/config', {}, { headers: { 'X-Parse-REST-API-Key': 'client-key' } }),
      get('/config', {}, { by: 'master' }),
    ],
    { profile: 'closed' },
  ),
];
