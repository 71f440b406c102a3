import type { Adapter } from './adapter.js';

/** Carries events between the processes of one app: at most once, in order per publisher. */
export interface PubSubAdapter extends Adapter<'pubsub'> {
  /** Sends text to the channel's listeners in every process, this one included. */
  publish(channel: string, message: string): Promise<void>;
  /** Returns the function that ends the subscription. */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>;
}
