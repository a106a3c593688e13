import { delivery, webhooks } from '@atteny/contract';
import type { GuardedRequest } from '../src/webhooks/guarded-request/guarded-client.ts';
import type { Fault } from './fault.ts';

const { onMessageCreated: created, onMessageSent: sent } = webhooks;

const headers =
  (change: (headers: Record<string, string>) => void) =>
  (guardedRequest: GuardedRequest): GuardedRequest[] => {
    const copy = { ...guardedRequest.headers };
    change(copy);
    return [{ ...guardedRequest, headers: copy }];
  };
/** Headers stand in the guardedRequest as the sender writes them; faults find them whatever the case. */
const named = (all: Record<string, string>, name: string): string =>
  Object.keys(all).find((each) => each.toLowerCase() === name) ?? name;
const eventOf = (guardedRequest: GuardedRequest): string | undefined =>
  guardedRequest.headers[named(guardedRequest.headers, 'x-atteny-event')];

/** Deliveries that break what the page and the contract promise of them. */
export const wrongDeliveries: Fault[] = [
  {
    name: 'a delivery is unsigned',
    check: 'webhooks',
    guardedRequest: headers((h) => void delete h[named(h, 'x-atteny-signature')]),
  },
  {
    name: 'a delivery is wrongly signed',
    check: 'webhooks',
    guardedRequest: headers((h) => void (h[named(h, 'x-atteny-signature')] = `sha256=${'0'.repeat(64)}`)),
  },
  {
    name: 'the signature lacks its prefix',
    check: 'webhooks',
    guardedRequest: headers(
      (h) =>
        void (h[named(h, 'x-atteny-signature')] = (h[named(h, 'x-atteny-signature')] ?? '').replace(
          'sha256=',
          '',
        )),
    ),
  },
  {
    name: 'the signature is upper case',
    check: 'webhooks',
    guardedRequest: headers(
      (h) =>
        void (h[named(h, 'x-atteny-signature')] = (h[named(h, 'x-atteny-signature')] ?? '').toUpperCase()),
    ),
  },
  {
    name: 'webhook-signature is missing',
    check: 'webhooks',
    guardedRequest: headers((h) => void delete h[named(h, 'webhook-signature')]),
  },
  {
    name: 'webhook-timestamp is in milliseconds',
    check: 'webhooks',
    guardedRequest: headers((h) => void (h[named(h, 'webhook-timestamp')] += '000')),
  },
  {
    name: 'X-Atteny-Event names another event',
    check: 'webhooks',
    guardedRequest: headers(
      (h) => void (h[named(h, 'x-atteny-event')] = h[named(h, 'x-atteny-event')] === sent ? created : sent),
    ),
  },
  {
    name: 'X-Atteny-Delivery is missing',
    check: 'webhooks',
    guardedRequest: headers((h) => void delete h[named(h, 'x-atteny-delivery')]),
  },
  {
    name: 'every attempt has another delivery id',
    check: 'webhooks',
    guardedRequest: (guardedRequest, attempt) =>
      headers((h) => void (h[named(h, 'x-atteny-delivery')] += `_${attempt}`))(guardedRequest),
  },
  {
    name: 'the body is written anew after signing',
    check: 'webhooks',
    guardedRequest: (guardedRequest) => [
      { ...guardedRequest, body: JSON.stringify(JSON.parse(guardedRequest.body), null, 2) },
    ],
  },
  {
    name: 'the body lacks its conversation',
    check: 'webhooks',
    guardedRequest: (guardedRequest) => [
      { ...guardedRequest, body: guardedRequest.body.replace('"conversation":', '"thread":') },
    ],
  },
  {
    name: 'the new secret signs at once during a rotation',
    check: 'webhooks',
    guardedRequest: headers((h) => {
      const next = named(h, 'x-atteny-signature-next');
      if (h[next] !== undefined) h[named(h, 'x-atteny-signature')] = h[next];
    }),
  },
  {
    name: 'the next signature is missing during a rotation',
    check: 'webhooks',
    guardedRequest: headers((h) => void delete h[named(h, 'x-atteny-signature-next')]),
  },
  {
    name: 'a sixth attempt is made',
    check: 'webhooks',
    guardedRequest: (guardedRequest, attempt) =>
      attempt === delivery.delaysSeconds.length ? [guardedRequest, guardedRequest] : [guardedRequest],
  },
  {
    name: 'the last attempt is not made',
    check: 'webhooks',
    guardedRequest: (guardedRequest, attempt) =>
      attempt === delivery.delaysSeconds.length ? [] : [guardedRequest],
  },
  {
    name: 'a failed delivery is not repeated',
    check: 'webhooks',
    guardedRequest: (guardedRequest, attempt) => (attempt > 1 ? [] : [guardedRequest]),
  },
  {
    name: `${sent} is not delivered`,
    check: 'webhooks',
    guardedRequest: (guardedRequest) => (eventOf(guardedRequest) === sent ? [] : [guardedRequest]),
  },
  {
    name: `${created} is not delivered`,
    check: 'webhooks',
    guardedRequest: (guardedRequest) => (eventOf(guardedRequest) === created ? [] : [guardedRequest]),
  },
  {
    name: 'every delivery is sent twice',
    check: 'webhooks',
    guardedRequest: (guardedRequest) => [guardedRequest, guardedRequest],
  },
];
