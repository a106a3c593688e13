import type { WebhookEventName } from '@atteny/contract';
import type { WebhookEventOf } from '@atteny/webhooks';
import type { Event, Sending } from './world.ts';

/**
 * What each event is about: the part of its data whose id tells it from another of its kind. Whatever causes one lets it happen
 * in its rule, by `happened`.
 */
const subjects: { readonly [Name in WebhookEventName]: keyof WebhookEventOf<Name>['data'] } = {
  'message.created': 'message',
  'message.sent': 'message',
};

/** The body of an event as it came: nothing of it is certain. */
export interface EventBody {
  id?: string;
  event?: string;
  data?: Record<string, { id?: string } | undefined>;
}

/** The sending, not yet seen, whose event a body tells; one of the same name before any other. */
export function awaited(sendings: readonly Sending[], body: EventBody | undefined): Sending | undefined {
  const told = sendings.filter(({ id, event }) => id === undefined && isToldBy(event, body));
  return told.find(({ event }) => event.event === body?.event) ?? told[0];
}

function isToldBy({ event, data }: Event, body: EventBody | undefined): boolean {
  const known: EventBody['data'] = data;
  const part = subjects[event];
  return known !== undefined && body?.data?.[part]?.id === known[part]?.id;
}
