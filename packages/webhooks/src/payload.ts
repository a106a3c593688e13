import { InvalidPayloadError } from './errors.ts';
import type { WebhookEvent } from './event.ts';
import { decode } from './platform.ts';

/**
 * The event in a body. What every event has is checked (`id`, `event`, `createdAt`, `data`); the rest is the sender's
 * promise. An event of a name that this version does not know is returned as it is.
 *
 * Errors: {@link InvalidPayloadError}.
 */
export function readEvent(body: Uint8Array): WebhookEvent {
  try {
    const event = JSON.parse(decode(body)) as WebhookEvent;
    const texts: unknown[] = [event.id, event.event, event.createdAt];
    if (texts.every((text) => typeof text === 'string') && Object(event.data) === event.data) {
      return event;
    }
  } catch {
    // Told below.
  }
  throw new InvalidPayloadError('O corpo não é um evento em JSON.');
}
