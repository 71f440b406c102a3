import { get, post, put, scenario } from '../../dsl.js';

export const scenarios = [
  scenario('An installation needs a type and a way to know it', [
    post('/installations', {}),
    post('/installations', { deviceType: 'ios' }),
    post('/installations', { installationId: 'A-1' }),
    post('/installations', { installationId: 'A-1', deviceType: 'ios' }, { name: 'one' }),
    get('/installations/<one.objectId>'),
    get('/installations'),
    put('/installations/<one.objectId>', { deviceType: 'android' }),
    put('/installations/<one.objectId>', { installationId: 'b-2' }),
    put('/installations/<one.objectId>', { channels: ['x'], badge: 3 }),
  ]),
  scenario('The same installation is one row', [
    post('/installations', { installationId: 'a-1', deviceType: 'ios', badge: 1 }),
    post('/installations', { installationId: 'a-1', deviceType: 'ios', badge: 2 }),
  ]),
];
