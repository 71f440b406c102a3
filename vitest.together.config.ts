import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';
import { oneProject } from './vitest.workspace.js';

// What `npm test` runs where every service can be had.
export default defineConfig({ test: { ...base.test, projects: [oneProject] } });
