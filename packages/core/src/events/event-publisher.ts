import type { Logger } from '../adapters/logger.js';
import type { PubSubAdapter } from '../adapters/pubsub-adapter.js';
import { encodeObjectEvent, eventChannel, type ObjectEvent } from './object-event.js';

/** Tells the processes that serve live queries about writes. */
export interface EventPublisher {
  /** Whether anybody can be subscribed to the class; writers skip all work for events when not. */
  watches(className: string): boolean;
  /** Sends without waiting: a slow or broken bus delays no writer. Failures are logged. */
  publish(event: ObjectEvent): void;
}

/** What a publisher works with. */
export interface EventPublisherOptions {
  readonly appId: string;
  readonly pubsub: PubSubAdapter;
  readonly logger: Logger;
  /** Names of classes, or regular expressions that match a whole name. */
  readonly watchedClasses: readonly string[];
}

/** Publishes the writes of the watched classes on the app's bus. */
export function createEventPublisher(options: EventPublisherOptions): EventPublisher {
  const { appId, pubsub, logger } = options;
  // Operators write these patterns, not clients, so the native engine may run them.
  const patterns = options.watchedClasses.map((pattern) => new RegExp(`^(?:${pattern})$`));
  const answers = new Map<string, boolean>();
  return {
    watches(className) {
      if (patterns.length === 0) return false;
      const known = answers.get(className);
      if (known !== undefined) return known;
      const watched = patterns.some((pattern) => pattern.test(className));
      answers.set(className, watched);
      return watched;
    },
    publish(event) {
      pubsub.publish(eventChannel(appId, event.kind), encodeObjectEvent(event)).catch((error: unknown) => {
        logger.log('error', 'an event could not be published', { className: event.className, error });
      });
    },
  };
}
