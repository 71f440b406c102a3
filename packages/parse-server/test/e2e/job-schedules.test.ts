import { createJobScheduler, type JobScheduler } from '@parse/core';
import Parse from 'parse/node';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { MASTER } from './support/callers.js';
import { describeOnEveryStorage } from './support/describe-on-every-storage.js';
import { httpRequest } from './support/http-request.js';
import { createLogLines } from './support/log-lines.js';
import { removeHooks } from './support/remove-hooks.js';

const log = createLogLines();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Job = (request: Parse.Cloud.JobRequest) => unknown;

// The SDK's types know no options of jobs.
const defineJob = (name: string, job: Job, options?: object): void =>
  Reflect.apply(Parse.Cloud.job, Parse.Cloud, [name, job, options]);

describeOnEveryStorage(
  'jobs that run by a schedule',
  (server) => {
    beforeEach(() => {
      removeHooks();
      // Every schedule is due at full hours. A minute later none comes by while a test sets the clock on by minutes.
      const sinceHour = server.clock.now().getTime() % HOUR;
      server.clock.advance(HOUR - sinceHour + MINUTE);
    });

    const schedulers = (count: number): JobScheduler[] =>
      Array.from({ length: count }, () => createJobScheduler(server.app, { rows: true }));
    /** Those that there are. */
    const schedulersOf = (...all: readonly (JobScheduler | undefined)[]): JobScheduler[] =>
      all.filter((one) => one !== undefined);
    const tickAll = async (all: readonly JobScheduler[]): Promise<void> => {
      await Promise.all(all.map((one) => one.tick()));
    };
    const statuses = async (jobName: string): Promise<Parse.Attributes[]> => {
      const query = new Parse.Query('_JobStatus').equalTo('jobName', jobName).ascending('createdAt');
      return (await query.find(MASTER)).map((status) => status.attributes);
    };
    /** A job that keeps what it was called with. */
    const observed = (run: (count: number) => unknown = () => undefined) => {
      const params: unknown[] = [];
      return {
        params,
        job: (request: Parse.Cloud.JobRequest): unknown => {
          params.push(request.params);
          return run(params.length);
        },
      };
    };
    const ended = async (jobName: string, count: number): Promise<Parse.Attributes[]> =>
      vi.waitFor(async () => {
        const all = await statuses(jobName);
        expect(all.map(({ status }) => status !== 'running')).toEqual(Array(count).fill(true));
        return all;
      });

    test('are started once, by whichever process comes first', async () => {
      const seen = observed();
      defineJob('hourly', seen.job, { schedule: '0 * * * *', params: { full: true } });
      const all = schedulers(5);
      await tickAll(all);
      expect(seen.params).toEqual([]);
      server.clock.advance(HOUR);
      await tickAll(all);
      await tickAll(all);
      expect(seen.params).toEqual([{ full: true }]);
      expect(await ended('hourly', 1)).toMatchObject([{ status: 'succeeded', source: 'scheduler' }]);
      server.clock.advance(HOUR);
      await tickAll(all);
      expect(seen.params).toHaveLength(2);
    });

    test('are started by rows of _JobSchedule, which say when that was', async () => {
      const seen = observed();
      defineJob('byRow', seen.job);
      const headers = { 'X-Parse-Master-Key': server.masterKey };
      const startAfter = new Date(server.clock.now().getTime() + HOUR).toISOString();
      const row = { jobName: 'byRow', params: '{"from":"row"}', startAfter, repeatMinutes: 60 };
      await httpRequest(server, { path: '/cloud_code/jobs', body: { job_schedule: row }, headers });
      const all = schedulers(3);
      await tickAll(all);
      expect(seen.params).toEqual([]);
      server.clock.advance(3.5 * HOUR);
      await tickAll(all);
      expect(seen.params).toEqual([{ from: 'row' }]);
      const [stored] = await new Parse.Query('_JobSchedule').equalTo('jobName', 'byRow').find(MASTER);
      expect(stored?.get('lastRun')).toBe(Date.parse(startAfter) + 2 * HOUR);
      await stored?.destroy(MASTER);
      server.clock.advance(2 * HOUR);
      await tickAll(all);
      expect(seen.params).toHaveLength(1);
    });

    test('are tried again when they fail, later each time, as often as they say', async () => {
      const seen = observed((count) => {
        if (count < 3) throw new Error(`failed ${count}`);
        return 'well';
      });
      defineJob('shaky', seen.job, { schedule: '0 * * * *', retries: 5, retryDelay: MINUTE });
      const [scheduler] = schedulers(1);
      await scheduler?.tick();
      server.clock.advance(HOUR);
      for (const [runs, pause] of [
        [1, MINUTE],
        [2, 2 * MINUTE],
        [3, 4 * MINUTE],
      ] as const) {
        await scheduler?.tick();
        await ended('shaky', runs);
        server.clock.advance(pause - 1000);
        await scheduler?.tick();
        expect(seen.params).toHaveLength(runs);
        server.clock.advance(1000);
      }
      await scheduler?.tick();
      expect((await ended('shaky', 3)).map(({ status, message }) => [status, message])).toEqual([
        ['failed', 'failed 1'],
        ['failed', 'failed 2'],
        ['succeeded', 'well'],
      ]);
    });

    test('are tried again by another process when the one that ran them has ended', async () => {
      const seen = observed((count) => {
        if (count < 3) throw new Error(`failed ${count}`);
      });
      defineJob('handed on', seen.job, { schedule: '0 * * * *', retries: 3, retryDelay: 10 * MINUTE });
      const [first, second] = schedulers(2);
      await tickAll(schedulersOf(first, second));
      server.clock.advance(HOUR);
      await first?.tick();
      await first?.ended();
      await first?.close();
      // The second was there when the job was due, and only looks at how it went.
      await second?.tick();
      server.clock.advance(11 * MINUTE);
      await tickAll(schedulersOf(second, second));
      await second?.ended();
      expect(seen.params).toHaveLength(2);
      await second?.close();
      // The third is started when two runs have failed.
      server.clock.advance(21 * MINUTE);
      const [third] = schedulers(1);
      await third?.tick();
      await third?.ended();
      await third?.tick();
      expect((await ended('handed on', 3)).map(({ status }) => status)).toEqual([
        'failed',
        'failed',
        'succeeded',
      ]);
    });

    test('are tried again by another process when one dies while it runs them', async () => {
      const open: (() => void)[] = [];
      const seen = observed((count) =>
        count > 1 ? undefined : new Promise<void>((resolve) => open.push(resolve)),
      );
      defineJob('left behind', seen.job, { schedule: '0 * * * *', retries: 1, retryDelay: MINUTE });
      const [dying, other] = schedulers(2);
      await tickAll(schedulersOf(dying, other));
      server.clock.advance(HOUR);
      // One after the other, or it could be the other that runs the job.
      await dying?.tick();
      await other?.tick();
      expect(seen.params).toHaveLength(1);
      server.clock.advance(5 * MINUTE);
      await other?.tick();
      expect(seen.params).toHaveLength(1);
      server.clock.advance(2 * MINUTE);
      await other?.tick();
      expect(seen.params).toHaveLength(2);
      open.forEach((end) => end());
      await ended('left behind', 2);
    });

    test('that this process does not have are told about once', async () => {
      const headers = { 'X-Parse-Master-Key': server.masterKey };
      defineJob('not here', () => undefined);
      const startAfter = server.clock.now().toISOString();
      const row = { jobName: 'not here', startAfter, repeatMinutes: 1 };
      await httpRequest(server, { path: '/cloud_code/jobs', body: { job_schedule: row }, headers });
      removeHooks();
      const told = () => log.lines.filter((line) => line.startsWith('warn job not here is due'));
      const before = told().length;
      const [scheduler] = schedulers(1);
      for (let minute = 0; minute < 3; minute += 1) {
        server.clock.advance(MINUTE);
        await scheduler?.tick();
      }
      expect(told()).toHaveLength(before + 1);
      const [stored] = await new Parse.Query('_JobSchedule').equalTo('jobName', 'not here').find(MASTER);
      await stored?.destroy(MASTER);
    });

    test.each([
      ['skip', 1],
      ['allow', 2],
    ])('that are due while one runs: %s', async (overlap, runs) => {
      const open: (() => void)[] = [];
      const seen = observed(() => new Promise<void>((resolve) => open.push(resolve)));
      defineJob(`long ${overlap}`, seen.job, { schedule: '0 * * * *', overlap });
      const all = schedulers(2);
      await tickAll(all);
      server.clock.advance(HOUR);
      await tickAll(all);
      // A job that runs says so, or it would count as ended with its process.
      for (let minute = 0; minute < 60; minute += 2) {
        server.clock.advance(2 * MINUTE);
        await tickAll(all);
      }
      expect(seen.params).toHaveLength(runs);
      open.forEach((end) => end());
      await ended(`long ${overlap}`, runs);
    });

    test('make up for the last run that was missed only when they say so', async () => {
      const runs: string[] = [];
      const define = () => {
        removeHooks();
        for (const catchUp of [true, false])
          defineJob(`missed ${String(catchUp)}`, () => void runs.push(String(catchUp)), {
            schedule: '0 * * * *',
            catchUp,
          });
      };
      define();
      const [before] = schedulers(1);
      await before?.tick();
      server.clock.advance(HOUR);
      await before?.tick();
      expect(runs.sort()).toEqual(['false', 'true']);
      await before?.close();
      server.clock.advance(5 * HOUR);
      define();
      await schedulers(1)[0]?.tick();
      expect(runs.sort()).toEqual(['false', 'true', 'true']);
    });

    test.each([
      [{ schedule: 'every day' }, 'is of no use'],
      [{ schedule: '0 * * * *', timezone: 'Mars/Olympus' }, 'is of no use'],
      [{ schedule: '0 * * * *', retries: -1 }, 'retries of job bad is of no use'],
      [{ cron: '0 * * * *' }, 'cron is no option of a job'],
    ])('whose options are of no use are refused: %j', (options, problem) => {
      expect(() => defineJob('bad', () => undefined, options)).toThrow(problem);
    });

    test('are looked at by a process again and again, until it ends', async () => {
      const seen = observed();
      defineJob('looked at', seen.job, { schedule: '0 * * * *' });
      const [scheduler] = schedulers(1);
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      onTestFinished(() => void vi.useRealTimers());
      await scheduler?.tick();
      server.clock.advance(HOUR);
      scheduler?.start();
      vi.advanceTimersByTime(5000);
      await scheduler?.close();
      expect(seen.params).toHaveLength(1);
      server.clock.advance(HOUR);
      vi.advanceTimersByTime(60_000);
      await scheduler?.close();
      expect(seen.params).toHaveLength(1);
    });

    test('keep the time zone that they name', () => {
      defineJob('berlin', () => undefined, { schedule: '0 9 * * *', timezone: 'Europe/Berlin' });
      const [schedule] = server.app.functions.schedules();
      expect(schedule?.nextAfter(new Date('2030-07-01T12:00:00Z'))?.toISOString()).toBe(
        '2030-07-02T07:00:00.000Z',
      );
      expect(schedule?.nextAfter(new Date('2030-01-01T12:00:00Z'))?.toISOString()).toBe(
        '2030-01-02T08:00:00.000Z',
      );
    });
  },
  // The tests look themselves, with schedulers of their own.
  { cloud: () => undefined, jobScheduler: false, logger: log },
);
