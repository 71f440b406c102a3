import { post, put, signUp, withMails, type JsonObject } from '../../dsl.js';

// The provider is cloud/door.cjs.

const door = (secret: string): JsonObject => ({ door: { id: 'a', secret } });
const enter = post('/users', { authData: door('open') });
const question: JsonObject = { challengeData: { door: { question: 'who' } } };

export const scenarios = [
  withMails(
    'A question in the name of an identity that is proved, or is not',
    post('/challenge', { ...question, authData: door('open') }),
    enter,
    post('/challenge', { ...question, authData: door('open') }),
    post('/challenge', { ...question, authData: door('shut') }),
  ),
  withMails(
    "Another user's identity is claimed without a proof",
    enter,
    signUp('bob'),
    put('/users/<bob.objectId>', { authData: door('shut') }, { by: 'bob' }),
    put('/users/<bob.objectId>', { authData: door('open') }, { by: 'bob' }),
    post('/login', { username: 'bob', password: 'secret of bob', authData: door('shut') }),
    post('/login', { username: 'bob', password: 'secret of bob', authData: door('open') }),
  ),
];
