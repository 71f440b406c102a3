import type { Logger } from '../adapters/logger.js';
import type { PubSubAdapter } from '../adapters/pubsub-adapter.js';
import { ConfigError } from '../errors/config-error.js';
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

/** Publishes the writes of the watched classes on the app's bus. Throws a `ConfigError` for a name that is none. */
export function createEventPublisher(options: EventPublisherOptions): EventPublisher {
  const { appId, pubsub, logger } = options;
  const patterns = options.watchedClasses.map(compileName);
  const send = async (event: ObjectEvent) =>
    pubsub.publish(eventChannel(appId, event.kind), encodeObjectEvent(event));
  return {
    watches: (className) => patterns.some((pattern) => pattern.test(className)),
    publish(event) {
      send(event).catch((error: unknown) => {
        logger.log('error', 'an event could not be published', { className: event.className, error });
      });
    },
  };
}

/** Operators write these patterns, not clients, so the native engine may run them. */
function compileName(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    throw new ConfigError([`"${pattern}" is neither the name of a class nor a regular expression`]);
  }
}
