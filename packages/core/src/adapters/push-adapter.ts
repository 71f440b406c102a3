import type { JsonObject } from '../types/json.js';
import type { Adapter } from './adapter.js';

/** A device to send to, as `_Installation` holds it. */
export interface PushTarget {
  readonly objectId: string;
  readonly deviceType: string;
  readonly pushType?: string;
  readonly deviceToken?: string;
  readonly installation: JsonObject;
}

/** What became of one delivery. */
export interface PushDelivery {
  readonly objectId: string;
  readonly transmitted: boolean;
  /** The device will never be reachable by this token again. */
  readonly tokenInvalid?: boolean;
  readonly response?: JsonObject;
}

/** Delivers notifications to devices. */
export interface PushAdapter extends Adapter<'push'> {
  /** The `deviceType`s (or `pushType`s) it delivers to. */
  readonly pushTypes: readonly string[];
  /** Never rejects for a single device: failures are in the deliveries. */
  send(payload: JsonObject, targets: readonly PushTarget[]): Promise<readonly PushDelivery[]>;
}
