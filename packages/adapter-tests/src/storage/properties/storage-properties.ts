import type { StorageAdapter } from '@parse/core/adapter';
import type { TestApi } from '../../test-api.js';
/** x */
export interface StoragePropertyOptions {
  readonly runs?: number;
  readonly seed?: number;
}
export function storageProperties(
  _o: StoragePropertyOptions & { storage: () => Promise<StorageAdapter>; testApi: TestApi },
): void {}
