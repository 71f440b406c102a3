import { Session } from 'node:inspector/promises';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { GCProfiler } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import {
  probeVariable,
  type ProbeQuestion,
  type ProbeReply,
  type ProbeRequest,
  type ProcessCost,
} from './probe-messages.js';

// Loaded into every server under measurement with `--import`, whoever wrote it: answers over a socket of its own
// what the process has used, and costs nothing in between.

const port = process.env[probeVariable];
// Not into the processes that a server starts for itself.
Reflect.deleteProperty(process.env, probeVariable);
if (isMainThread && port !== undefined) answerQuestions(Number(port));

function answerQuestions(probePort: number): void {
  const socket = connect(probePort, '127.0.0.1');
  socket.unref();
  socket.on('error', () => undefined);
  socket.write(`${JSON.stringify({ pid: process.pid })}\n`);
  const answers = createAnswers();
  createInterface({ input: socket }).on('line', (line) => {
    const { id, question } = JSON.parse(line) as ProbeRequest;
    void answers[question]().then((answer) => {
      const reply: ProbeReply = { id, answer };
      socket.write(`${JSON.stringify(reply)}\n`);
    });
  });
}

function createAnswers(): Readonly<Record<ProbeQuestion, () => Promise<unknown>>> {
  let collections = new GCProfiler();
  let cpuBefore = process.cpuUsage();
  let heapBefore = 0;
  let session = new Session();
  return {
    async begin() {
      collections = new GCProfiler();
      collections.start();
      heapBefore = process.memoryUsage().heapUsed;
      cpuBefore = process.cpuUsage();
      return null;
    },
    async end(): Promise<ProcessCost> {
      const { user, system } = process.cpuUsage(cpuBefore);
      const { heapUsed } = process.memoryUsage();
      const { statistics } = collections.stop();
      return {
        cpuMicros: user + system,
        allocatedBytes: allocated(heapBefore, statistics, heapUsed),
        peakRssBytes: process.resourceUsage().maxRSS * 1024,
      };
    },
    async startProfile() {
      session = new Session();
      session.connect();
      await session.post('Profiler.enable');
      await session.post('Profiler.setSamplingInterval', { interval: 200 });
      await session.post('Profiler.start');
      return null;
    },
    async stopProfile() {
      const { profile } = await session.post('Profiler.stop');
      session.disconnect();
      return profile;
    },
  };
}

type Collection = ReturnType<GCProfiler['stop']>['statistics'][number];

/** What the heap grew by between collections. */
function allocated(before: number, collections: readonly Collection[], after: number): number {
  let total = 0;
  let level = before;
  for (const { beforeGC, afterGC } of collections) {
    total += Math.max(0, beforeGC.heapStatistics.usedHeapSize - level);
    level = afterGC.heapStatistics.usedHeapSize;
  }
  return total + Math.max(0, after - level);
}
