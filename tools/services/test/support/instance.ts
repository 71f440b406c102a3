import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { stopService } from '../../src/run-services.js';
import { servicesHome } from '../../src/service-folders.js';
import { serviceNames } from '../../src/service-names.js';

/**
 * Runs `work` in an instance of that name, which shares the downloads and nothing else. What it starts is
 * stopped and removed at the end of the file.
 */
export function useInstances(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const prefix = `test-${process.pid}-`;
  const names = new Set<string>();
  const within = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    names.add(name);
    process.env['PARSE_TEST_SERVICES_INSTANCE'] = prefix + name;
    try {
      return await work();
    } finally {
      delete process.env['PARSE_TEST_SERVICES_INSTANCE'];
    }
  };
  afterAll(async () => {
    for (const name of names) {
      await within(name, async () => {
        for (const service of serviceNames) await stopService(service);
      });
      rmSync(join(servicesHome(), 'instances', prefix + name), { recursive: true });
    }
  });
  return within;
}

/** An empty folder that is removed at the end of the file. */
export function useFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'services-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}
