import { privateService, type PrivateService, type PrivateSettings, type ServiceName } from '@tools/services';
import type { TestContext } from 'vitest';

/** A private service; without one the test is skipped and says why, except in CI, where it fails. */
export async function privateServiceOrSkip(
  { skip }: Pick<TestContext, 'skip'>,
  name: ServiceName,
  settings?: PrivateSettings,
): Promise<PrivateService> {
  try {
    return await privateService(name, settings);
  } catch (cause) {
    const reason = `${name} cannot be had: ${cause instanceof Error ? cause.message : String(cause)}`;
    if (process.env['CI'] === 'true') throw new Error(reason, { cause });
    process.stdout.write(`skipped: ${reason}\n`);
    return skip(reason);
  }
}
