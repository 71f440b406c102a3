import { post, put, scenario, signUp, type JsonObject, type Scenario, type Step } from '../../dsl.js';

// The provider is cloud/door.cjs.

const withProviders = (title: string, ...steps: readonly Step[]): Scenario =>
  scenario(title, steps, { profile: 'mails' });
const door = (secret: string): JsonObject => ({ door: { id: 'a', secret } });
const enter = post('/users', { authData: door('open') });
const question: JsonObject = { challengeData: { door: { question: 'who' } } };

export const scenarios = [
  withProviders(
    'A question in the name of an identity that is proved, or is not',
    post('/challenge', { ...question, authData: door('open') }),
    enter,
    post('/challenge', { ...question, authData: door('open') }),
    post('/challenge', { ...question, authData: door('shut') }),
  ),
  withProviders(
    "Another user's identity is claimed without a proof",
    enter,
    signUp('bob'),
    put('/users/<bob.objectId>', { authData: door('shut') }, { by: 'bob' }),
    put('/users/<bob.objectId>', { authData: door('open') }, { by: 'bob' }),
    post('/login', { username: 'bob', password: 'secret of bob', authData: door('shut') }),
    post('/login', { username: 'bob', password: 'secret of bob', authData: door('open') }),
  ),
];
