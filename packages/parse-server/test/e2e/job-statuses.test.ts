import Parse from 'parse/node';
import { afterEach, expect, test, vi } from 'vitest';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { removeHooks } from './support/remove-hooks.js';

describeOnEveryStorage(
  'statuses of jobs',
  () => {
    afterEach(removeHooks);

    /** What the status of a job says when the job has ended. */
    const statusOf = async (job: (request: Parse.Cloud.JobRequest) => unknown): Promise<Parse.Attributes> => {
      Parse.Cloud.job('observed', job);
      const jobId = await Parse.Cloud.startJob('observed', {});
      return vi.waitFor(async () => {
        const { attributes } = await Parse.Cloud.getJobStatus(jobId);
        expect(attributes.status).not.toBe('running');
        return attributes;
      });
    };

    test('tell the last message, also of a job that does not wait for them', async () => {
      const { status, message } = await statusOf(({ message: tell }) => {
        for (let n = 1; n <= 40; n += 1) tell(`message ${n}`);
      });
      expect({ status, message }).toEqual({ status: 'succeeded', message: 'message 40' });
    });

    test('keep the message of the end, whatever the job told before', async () => {
      const { status, message } = await statusOf(({ message: tell }) => {
        for (let n = 1; n <= 40; n += 1) tell(`message ${n}`);
        throw new Error('broken');
      });
      expect({ status, message }).toEqual({ status: 'failed', message: 'broken' });
    });

    test('leave out messages that are no texts', async () => {
      const { message } = await statusOf(async ({ message: tell }) => {
        await Reflect.apply(tell, undefined, [{ a: 1 }]);
        await Reflect.apply(tell, undefined, [7]);
      });
      expect(message).toBeUndefined();
    });
  },
  { cloud: () => undefined },
);
