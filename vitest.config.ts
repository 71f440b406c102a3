import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { projects } from './vitest.workspace.js';

// Vitest 4 takes its projects from here and no longer looks for a workspace file.
export default defineConfig({
  test: {
    projects,
    environment: 'node',
    // Files of a worker share its modules, which saves a third of the processor's time. State that outlives a file
    // is set anew by the helper that hands it out (`connectSdk`), and packages have none: the linter sees to it.
    isolate: false,
    // Vitest would leave one core to itself, which is half of a small machine. Tests wait for databases and servers that
    // start and stop, so that one more than there are cores is busy.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 15_000,
    unstubGlobals: true,
  },
});
