import { ConfigError } from '@parse/core';
import { functionHandler, type CloudFunction } from '../requests/function-handler.js';
import { jobHandler, type CloudJob } from '../requests/job-handler.js';
import { register } from '../scope/current-app.js';
import { jobSchedule } from './job-schedule.js';
import { knownParameters } from '../validator/known-parameters.js';
import { warnOfUnused } from '../validator/warn-of-unused.js';
import { createValidator } from '../validator/validator.js';

/** The functions of `Parse.Cloud` that register functions and jobs. */
export const functionApi = {
  define(name: string, handler: CloudFunction, rules?: unknown): void {
    assertNamed(name, handler);
    const validator = createValidator(`function ${name}`, rules);
    const parameters = knownParameters(rules);
    register((cloud) => {
      const { functions } = cloud.app;
      warnOfUnused(cloud, `function ${name}`, rules);
      if (functions.functionNamed(name))
        cloud.log.warn(`Function ${name} is defined twice: the last one counts.`);
      functions.onFunction(name, functionHandler(cloud, handler, validator), parameters);
    });
  },

  job(name: string, handler: CloudJob, options?: unknown): void {
    assertNamed(name, handler);
    const schedule = jobSchedule(name, options);
    register((cloud) => {
      cloud.app.functions.onJob(name, jobHandler(cloud, handler));
      if (schedule) cloud.app.functions.onSchedule(schedule);
    });
  },
};

function assertNamed(name: unknown, handler: unknown): void {
  if (typeof name !== 'string' || name === '') throw new ConfigError(['Functions and jobs need a name.']);
  if (typeof handler !== 'function') throw new ConfigError([`${name} needs a function.`]);
}
