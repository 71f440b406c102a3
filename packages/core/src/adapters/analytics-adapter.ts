import type { JsonObject } from '../types/json.js';
import type { Adapter } from './adapter.js';

/** Receives what clients report to `/events`. */
export interface AnalyticsAdapter extends Adapter<'analytics'> {
  /** Returns the response body. */
  appOpened(parameters: JsonObject): Promise<JsonObject>;
  trackEvent(name: string, parameters: JsonObject): Promise<JsonObject>;
}
