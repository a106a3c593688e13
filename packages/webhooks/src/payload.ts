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
  const event = parse(body);
  const texts = [event?.id, event?.event, event?.createdAt];
  if (!event || texts.some((text) => typeof text !== 'string') || typeof (event.data ?? 0) !== 'object') {
    throw new InvalidPayloadError();
  }
  return event as WebhookEvent;
}

function parse(body: Uint8Array): Record<keyof WebhookEvent, unknown> | null {
  try {
    return JSON.parse(decode(body)) as never;
  } catch {
    return null;
  }
}
