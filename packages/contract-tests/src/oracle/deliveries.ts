import { completedAt, statesOf } from './delivery-state.ts';
import { idsAreNew, isDelivery, mismatchesOfList, learnedDelivery, slice } from './listed-delivery.ts';
import { dataOf, notFound, pageOf, type Answer, type Rule } from './rule.ts';
import { mismatchesOfSample } from './samples.ts';
import { possibleStates, untold, withSending } from './sendings.ts';
import { fresh, Unknown, within } from './template.ts';
import type { Delivery, Moment, Receiving, Sending } from './world.ts';

const disabled: Answer = { status: 409, code: 'webhook_disabled' };

/** Redelivers, unless the endpoint is disabled; either, where a delivery may have disabled it by now. */
function unlessDisabled(endpoint: Receiving, moment: Moment, accepted: Answer): Answer[] {
  const states = new Set(possibleStates(endpoint, moment.sent).map(({ status }) => status));
  // Of a receiver that nobody watches it is not known how often it failed.
  if (!endpoint.watched && endpoint.sendings.length > 0) states.add('DISABLED');
  return [...(states.has('ENABLED') ? [accepted] : []), ...(states.has('DISABLED') ? [disabled] : [])];
}

export const deliveryRules = {
  testWebhookEndpoint: {
    parameters: ['webhookId'],
    properties: ['event'],
    answer(world, { params, json }, moment) {
      const endpoint = world.endpoints.get(params['webhookId'] ?? '');
      if (!endpoint) return notFound;
      const { event = endpoint.events[0] } = (json ?? {}) as { event?: Delivery['event'] };
      if (!event || !endpoint.events.includes(event)) {
        return { status: 400, code: 'validation_error', places: ['/body/event'] };
      }
      const blank: Sending = {
        id: undefined,
        event: { event, id: undefined, createdAt: untold, data: undefined },
        kind: 'TEST',
        createdAt: { from: moment.from, to: moment.to },
        seen: [],
        shown: undefined,
        withdrawn: undefined,
      };
      return {
        status: 200,
        data: new Unknown(
          (value) => [...mismatchesOfSample(value, blank, endpoint, moment), ...idsAreNew(world, value)],
          undefined,
          'a Test is its one attempt',
        ),
        next(response) {
          const shown = dataOf<Delivery>(response);
          const sample = { ...blank.event, id: shown.eventId, createdAt: shown.createdAt };
          return withSending(world, endpoint.id, {
            ...blank,
            id: shown.id,
            event: sample,
            createdAt: shown.createdAt,
            shown,
          });
        },
      };
    },
  },
  listWebhookDeliveries: {
    parameters: ['webhookId', 'page', 'limit', 'status'],
    properties: [],
    answer(world, asked, moment) {
      const endpoint = world.endpoints.get(asked.params['webhookId'] ?? '');
      if (!endpoint) return notFound;
      const { page, limit, from, to } = pageOf(asked);
      const { status } = asked.query;
      const all = endpoint.sendings.map((sending) => ({
        sending,
        states: statesOf(sending, endpoint, moment),
      }));
      const possible = all.filter(
        ({ states }) => status === undefined || states.includes(status as Delivery['status']),
      );
      const certain = possible.filter(({ states }) => status === undefined || states.length === 1);
      const total = new Unknown(
        (value) =>
          typeof value === 'number' && value >= certain.length && value <= possible.length
            ? undefined
            : `${String(value)} instead of ${certain.length === possible.length ? String(possible.length) : `${certain.length} to ${possible.length}`}`,
        possible.length,
        'deliveries are all there',
      );
      const items = new Unknown((value) => {
        const exact = certain.length === possible.length ? slice(possible, from, to) : undefined;
        return mismatchesOfList(
          value,
          possible.map(({ sending }) => sending),
          exact,
          endpoint,
          moment,
          world,
        );
      }, undefined);
      return {
        status: 200,
        data: items,
        meta: { total, page, limit },
        next: (response) =>
          dataOf<Delivery[]>(response).reduce(
            (known, shown) => learnedDelivery(known, endpoint.id, shown),
            world,
          ),
      };
    },
  },
  redeliverWebhookDelivery: {
    parameters: ['webhookId', 'deliveryId'],
    properties: [],
    answer(world, { params }, moment) {
      const endpoint = world.endpoints.get(params['webhookId'] ?? '');
      const before = endpoint?.sendings.find(({ id }) => id === params['deliveryId']);
      if (!endpoint || !before) {
        const unlearned = endpoint?.sendings.some(({ id }) => id === undefined) ?? false;
        return unlearned ? [notFound] : notFound;
      }
      const again: Sending = {
        id: undefined,
        event: before.event,
        kind: 'REDELIVERY',
        createdAt: { from: moment.from, to: moment.to },
        seen: [],
        shown: undefined,
        withdrawn: undefined,
      };
      const now = within(moment.from, moment.to);
      return unlessDisabled(endpoint, moment, {
        status: 202,
        data: {
          id: fresh((id) => isDelivery(world, id)),
          webhookId: endpoint.id,
          eventId: before.event.id ?? fresh(() => false),
          event: before.event.event,
          kind: 'REDELIVERY',
          status: 'PENDING',
          attempts: [],
          nextAttemptAt: now,
          createdAt: now,
          completedAt: null,
        },
        next(response) {
          const shown = dataOf<Delivery>(response);
          return withSending(world, endpoint.id, {
            ...again,
            id: shown.id,
            createdAt: shown.createdAt,
            shown,
          });
        },
      });
    },
  },
  redeliverFailedWebhookDeliveries: {
    parameters: ['webhookId'],
    properties: ['since'],
    answer(world, { params, json }, moment) {
      const endpoint = world.endpoints.get(params['webhookId'] ?? '');
      if (!endpoint) return notFound;
      const since = Date.parse((json as { since: string }).since);
      const failed = endpoint.sendings.filter(
        (sending) => sending.kind !== 'TEST' && statesOf(sending, endpoint, moment).includes('FAILED'),
      );
      const events = new Set(failed.map(({ event }) => event));
      const wanted = [...events].filter((event) => {
        const same = endpoint.sendings.filter(
          (each) => each.event === event || (event.id !== undefined && each.event.id === event.id),
        );
        return !same.some((each) => {
          const [state] = statesOf(each, endpoint, moment);
          return state === 'SUCCEEDED' || state === 'PENDING';
        });
      });
      const late = (event: Sending['event'], which: 'least' | 'most'): boolean =>
        failed.some((each) => each.event === event && completedAt(each, moment)[which] >= since);
      const least = endpoint.watched ? wanted.filter((event) => late(event, 'least')) : [];
      const most = wanted.filter((event) => late(event, 'most'));
      return unlessDisabled(endpoint, moment, {
        status: 202,
        data: {
          redelivered: new Unknown(
            (value) =>
              typeof value === 'number' &&
              value >= least.length &&
              value <= (endpoint.watched ? most.length : Infinity)
                ? undefined
                : `${String(value)} instead of ${most.length}`,
            most.length,
          ),
        },
        next(response) {
          const { redelivered } = dataOf<{ redelivered: number }>(response);
          return most.slice(0, redelivered).reduce(
            (after, event) =>
              withSending(after, endpoint.id, {
                id: undefined,
                event,
                kind: 'REDELIVERY',
                createdAt: { from: moment.from, to: moment.to },
                seen: [],
                shown: undefined,
                withdrawn: undefined,
              }),
            world,
          );
        },
      });
    },
  },
} satisfies Record<string, Rule>;
