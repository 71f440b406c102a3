import type { ApiRequest } from '../api/api-request.js';
import type { World } from '../world/world.js';

/** One kind of request, sent many times. */
export interface Scenario {
  /** As the command line and the tables call it. */
  readonly name: string;
  /** What it asks of a server, for the docs. */
  readonly title: string;
  /** The nth request; two servers are sent the same but for ids and tokens. */
  readonly request: (world: World, n: number) => ApiRequest;
  /** Roughly how many requests for one object it costs: warming up sends the fewer of it. */
  readonly weight: number;
}
