import { defineConfig } from 'vitest/config';
import { projects } from './vitest.workspace.js';

// Vitest 4 takes its projects from here and no longer looks for a workspace file.
export default defineConfig({
  test: {
    projects,
    environment: 'node',
    testTimeout: 15_000,
    unstubGlobals: true,
  },
});
