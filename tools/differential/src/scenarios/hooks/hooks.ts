import { get, post, put, scenario, unset, type Scenario, type Step } from '../../dsl.js';

const url = 'https://example.org/hook';
const byMaster = { by: 'master' } as const;
const removeAll: readonly Step[] = [
  put('/hooks/functions/greet', unset, byMaster),
  put('/hooks/triggers/Note/beforeSave', unset, byMaster),
];
/** Webhooks are no classes, and are not removed with them. */
const withHooks = (title: string, ...steps: readonly Step[]): Scenario =>
  scenario(title, [...steps, ...removeAll]);

export const scenarios = [
  withHooks(
    'A function elsewhere is listed, changed and removed',
    post('/hooks/functions', { functionName: 'greet', url }, byMaster),
    get('/hooks/functions', {}, byMaster),
    get('/hooks/functions/greet', {}, byMaster),
    put('/hooks/functions/greet', { url: `${url}/2` }, byMaster),
    get('/hooks/functions/greet', {}, byMaster),
  ),
  withHooks(
    'A trigger elsewhere is listed, changed and removed',
    post('/hooks/triggers', { className: 'Note', triggerName: 'beforeSave', url }, byMaster),
    get('/hooks/triggers', {}, byMaster),
    get('/hooks/triggers/Note/beforeSave', {}, byMaster),
    put('/hooks/triggers/Note/beforeSave', { url: `${url}/2` }, byMaster),
  ),
  withHooks(
    'Webhooks are for the master key',
    get('/hooks/functions'),
    post('/hooks/functions', { functionName: 'greet', url }),
    post('/hooks/functions', { functionName: 'greet', url }, { by: 'readOnly' }),
    get('/hooks/functions', {}, { by: 'readOnly' }),
    put('/hooks/functions/greet', { url }),
  ),
  withHooks(
    'A webhook is made once',
    post('/hooks/functions', { functionName: 'greet', url }, byMaster),
    post('/hooks/functions', { functionName: 'greet', url }, byMaster),
    post('/hooks/triggers', { className: 'Note', triggerName: 'beforeSave', url }, byMaster),
    post('/hooks/triggers', { className: 'Note', triggerName: 'beforeSave', url }, byMaster),
  ),
  withHooks(
    'A webhook that is not there',
    get('/hooks/functions/none', {}, byMaster),
    get('/hooks/triggers/None/beforeSave', {}, byMaster),
    put('/hooks/functions/none', { url }, byMaster),
    put('/hooks/triggers/None/beforeSave', { url }, byMaster),
    put('/hooks/functions/none', unset, byMaster),
  ),
  withHooks(
    'A webhook needs a name and an address',
    post('/hooks/functions', { url }, byMaster),
    post('/hooks/functions', { functionName: 'greet' }, byMaster),
    post('/hooks/triggers', { className: 'Note', url }, byMaster),
    post('/hooks/triggers', { triggerName: 'beforeSave', url }, byMaster),
    post('/hooks/functions', {}, byMaster),
  ),
];
