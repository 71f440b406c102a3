import { post, signUp, withMails, type JsonObject, type Step } from '../../dsl.js';

// The provider that asks is cloud/door.cjs.

const challenge = (body: JsonObject): Step => post('/challenge', body);

export const scenarios = [
  withMails(
    'A provider asks a question',
    challenge({ challengeData: { door: { question: 'who' } } }),
    challenge({ challengeData: { door: { question: 'who' } }, authData: { door: { id: 'a' } } }),
  ),
  withMails(
    'A question to somebody who says the password',
    signUp('alice'),
    challenge({
      username: 'alice',
      password: 'secret of alice',
      challengeData: { door: { question: 'who' } },
    }),
    challenge({ username: 'alice', password: 'wrong', challengeData: { door: { question: 'who' } } }),
    challenge({ username: 'alice', challengeData: { door: { question: 'who' } } }),
  ),
  withMails(
    'A question about nothing',
    challenge({}),
    challenge({ challengeData: null }),
    challenge({ challengeData: 'x' }),
    challenge({ challengeData: {} }),
    challenge({ challengeData: { door: { question: 'who' } }, authData: 'x' }),
    challenge({
      challengeData: { door: { question: 'who' } },
      authData: { door: { id: 'a' }, secondDoor: { id: 'b' } },
    }),
  ),
];
