import { find, post, put, signUp, withMails, type Json, type Scenario, type Step } from '../../dsl.js';

// The trigger is that of cloud/reset-trigger.cjs: it does what the field `how` of the user says.

const triggered = (title: string, ...steps: readonly Step[]): Scenario =>
  withMails(title, ...steps, find('Step', { order: 'i' }, { by: 'master' }));
const mails = (kind: string, count: number): Step =>
  find('Mail', { where: { kind } }, { by: 'master', rows: count });
const alice = (fields: Record<string, Json> = {}): readonly Step[] => [
  signUp('alice', { email: 'alice@example.org', ...fields }),
  mails('verification', 1),
];
const ask = (email: Json): Step => post('/requestPasswordReset', { email });

export const scenarios = [
  triggered(
    'beforePasswordResetRequest runs before the mail',
    ...alice(),
    ask('alice@example.org'),
    mails('reset', 1),
  ),
  triggered(
    'beforePasswordResetRequest and the second request for a mail',
    ...alice(),
    ask('alice@example.org'),
    mails('reset', 1),
    ask('alice@example.org'),
    mails('reset', 2),
  ),
  ...['refused', 'fails'].map((how) =>
    triggered(`beforePasswordResetRequest that is told: ${how}`, ...alice({ how }), ask('alice@example.org')),
  ),
  triggered(
    'beforePasswordResetRequest that changes the address',
    ...alice({ how: 'changes' }),
    ask('alice@example.org'),
    mails('reset', 1),
  ),
  triggered(
    'beforePasswordResetRequest does not run for nobody, nothing, and what is no address',
    ...alice(),
    ask('nobody@example.org'),
    ask(''),
    ask({ $regex: '.' }),
    post('/requestPasswordReset', {}),
  ),
  triggered(
    'beforePasswordResetRequest and somebody whose name is the address',
    signUp('alice@example.org', { email: 'other@example.org' }),
    mails('verification', 1),
    ask('alice@example.org'),
    mails('reset', 1),
  ),
  triggered(
    'beforePasswordResetRequest and an address in other letters',
    ...alice(),
    ask('Alice@Example.org'),
    put('/users/<alice.objectId>', { nick: 'x' }, { by: 'alice' }),
  ),
  triggered(
    'beforePasswordResetRequest and a context, by a user and by the master key',
    ...alice(),
    post('/requestPasswordReset', { email: 'alice@example.org' }, { by: 'alice' }),
    mails('reset', 1),
    post(
      '/requestPasswordReset',
      { email: 'alice@example.org' },
      { by: 'master', headers: { 'X-Parse-Cloud-Context': '{"a":1}' } },
    ),
    mails('reset', 2),
  ),
];
