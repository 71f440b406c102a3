import type { ApiClient } from '../api/api-client.js';
import type { ApiRequest } from '../api/api-request.js';

/** How the cost of a request grows with the size of something. */
export interface GrowthCurve {
  readonly name: string;
  readonly title: string;
  readonly sizes: readonly number[];
  /** Makes what the size is of; returns the requests whose cost is measured, sent in turn. Sizes come in order. */
  readonly prepare: (api: ApiClient, size: number) => Promise<readonly ApiRequest[]>;
}
