import { get, logIn, operation, post, scenario, signUp, type Scenario, type Step } from '../../dsl.js';

const withLimits = (title: string, ...steps: readonly Step[]): Scenario =>
  scenario(title, steps, { profile: 'limited' });

/** Nothing has that name: whoever is within the limit is told so. */
const call = (name: string, options = {}): Step => post(`/functions/${name}`, {}, options);

const asMethod = (method: string): Step => ({ ...call('posted'), method: method as Step['method'] });

export const scenarios = [
  withLimits(
    'A third call is one too many of two',
    call('twice'),
    call('twice'),
    call('twice'),
    call('other'),
  ),
  withLimits('A rule has words of its own', call('said'), call('said')),
  withLimits(
    'A rule counts its methods',
    asMethod('GET'),
    asMethod('POST'),
    asMethod('GET'),
    asMethod('POST'),
  ),
  withLimits('A rule counts several methods', get('/functions/either'), call('either')),
  withLimits(
    'A rule of a pattern counts all that match',
    call('any-a'),
    call('any-b'),
    call('any-a/b'),
    call('one-a'),
    call('one-b'),
  ),
  withLimits(
    'Spelling goes around no rule',
    call('said/'),
    call('SAID'),
    post('//functions/said'),
    call('s%61id'),
  ),
  withLimits(
    'The master key is not counted',
    call('address', { by: 'master' }),
    call('address', { by: 'master' }),
    call('address', { by: 'readOnly' }),
    call('address', { by: 'readOnly' }),
    call('address', { by: 'maintenance' }),
    call('address'),
    call('address'),
    call('address', { by: 'master' }),
  ),
  withLimits(
    'A rule may count the master key',
    call('master', { by: 'master' }),
    call('master', { by: 'master' }),
  ),
  withLimits(
    'A rule may count users, whatever their session',
    signUp('alice'),
    signUp('bob'),
    logIn('alice', { name: 'again' }),
    call('user', { by: 'alice' }),
    call('user', { by: 'again' }),
    call('user', { by: 'bob' }),
    call('user'),
    call('user'),
  ),
  withLimits(
    'A rule may count sessions',
    signUp('alice'),
    logIn('alice', { name: 'again' }),
    call('session', { by: 'alice' }),
    call('session', { by: 'again' }),
    call('session', { by: 'again' }),
    call('session'),
    call('session'),
  ),
  withLimits('A rule may count everybody', signUp('alice'), call('global', { by: 'alice' }), call('global')),
  withLimits('A token that nobody has is counted', call('twice', { by: 'nobody' }), call('twice')),
  withLimits(
    'A part of a batch is counted',
    post('/batch', { requests: [operation('POST', '/functions/batched', {})] }),
    post('/batch', { requests: [operation('POST', '/functions/batched', {})] }),
    call('batched'),
  ),
  withLimits('Calls of this machine are not counted', call('outside'), call('outside')),
];
