import { at, type Place } from './place.ts';
import type { Context } from './redocly.ts';
import { asMapping, property } from './schemas.ts';

/** The event that a webhook sends: the constant `event` of its body. */
export function eventOf(context: Context, item: Place): string | undefined {
  const body = at(context, item, 'post', 'requestBody', 'content', 'application/json', 'schema');
  const event = body && asMapping(property(context, body, 'event'))['const'];
  return typeof event === 'string' ? event : undefined;
}
