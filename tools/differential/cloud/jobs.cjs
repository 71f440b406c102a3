'use strict';

// Background jobs: each ends in a way of its own.

/* global Parse */

const endings = {
  quick: () => undefined,
  text: () => 'a text',
  number: () => 7,
  list: () => [1],
  map: () => ({ a: 1 }),
  broken: () => {
    throw 'broken';
  },
  erring: () => {
    throw new Error('an error');
  },
  coded: () => {
    throw new Parse.Error(9001, 'of the app');
  },
  throwsMap: () => {
    throw { code: 9002, message: 'a map' };
  },
  throwsNothing: () => {
    throw undefined;
  },
};

function defineJobs() {
  for (const [name, end] of Object.entries(endings)) Parse.Cloud.job(name, () => end());
  Parse.Cloud.job('telling', async ({ message }) => {
    await message('one');
    await message('two');
  });
  Parse.Cloud.job('tellingAndBroken', async ({ message }) => {
    await message('on the way');
    throw 'broken';
  });
  Parse.Cloud.job('tellingMap', async ({ message }) => {
    await message({ a: 1 });
  });
  Parse.Cloud.job('tellingNumber', async ({ message }) => {
    await message(7);
  });
  Parse.Cloud.job('asked', async (request) => {
    const { params, jobName, functionName, master, user } = request;
    const told = {
      params,
      jobName,
      functionName,
      master,
      user,
      id: typeof request.jobId,
      keys: Object.keys(request).sort(),
    };
    await new Parse.Object('Told').save(told, { useMasterKey: true });
  });
}

module.exports = { defineJobs };
