'use strict';

// A second factor: it is set up once and asks for the pin `1` at every log-in.

module.exports = {
  policy: 'additional',
  validateAppId: () => Promise.resolve(),
  validateSetUp({ pin }) {
    if (typeof pin !== 'string') throw new Error('a pin is a text');
    return Promise.resolve({ save: { pin }, response: { kept: true } });
  },
  validateUpdate({ pin }) {
    return Promise.resolve({ save: { pin }, response: { changed: true } });
  },
  validateLogin({ pin }) {
    if (pin !== '1') throw new Error('another pin');
    return Promise.resolve({ doNotSave: true, response: { passed: true } });
  },
};
