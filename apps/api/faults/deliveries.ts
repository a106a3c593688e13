import { delivery, webhooks } from '@atteny/contract';
import type { Shipment } from '../src/webhooks/guarded-request/guarded-client.ts';
import type { Fault } from './fault.ts';

const { onMessageCreated: created, onMessageSent: sent } = webhooks;

const headers =
  (change: (headers: Record<string, string>) => void) =>
  (shipment: Shipment): Shipment[] => {
    const copy = { ...shipment.headers };
    change(copy);
    return [{ ...shipment, headers: copy }];
  };
/** Headers stand in the shipment as the sender writes them; faults find them whatever the case. */
const named = (all: Record<string, string>, name: string): string =>
  Object.keys(all).find((each) => each.toLowerCase() === name) ?? name;
const eventOf = (shipment: Shipment): string | undefined =>
  shipment.headers[named(shipment.headers, 'x-atteny-event')];

/** Deliveries that break what the page and the contract promise of them. */
export const wrongDeliveries: Fault[] = [
  {
    name: 'a delivery is unsigned',
    check: 'webhooks',
    shipment: headers((h) => void delete h[named(h, 'x-atteny-signature')]),
  },
  {
    name: 'a delivery is wrongly signed',
    check: 'webhooks',
    shipment: headers((h) => void (h[named(h, 'x-atteny-signature')] = `sha256=${'0'.repeat(64)}`)),
  },
  {
    name: 'the signature lacks its prefix',
    check: 'webhooks',
    shipment: headers(
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
    shipment: headers(
      (h) =>
        void (h[named(h, 'x-atteny-signature')] = (h[named(h, 'x-atteny-signature')] ?? '').toUpperCase()),
    ),
  },
  {
    name: 'webhook-signature is missing',
    check: 'webhooks',
    shipment: headers((h) => void delete h[named(h, 'webhook-signature')]),
  },
  {
    name: 'webhook-timestamp is in milliseconds',
    check: 'webhooks',
    shipment: headers((h) => void (h[named(h, 'webhook-timestamp')] += '000')),
  },
  {
    name: 'X-Atteny-Event names another event',
    check: 'webhooks',
    shipment: headers(
      (h) => void (h[named(h, 'x-atteny-event')] = h[named(h, 'x-atteny-event')] === sent ? created : sent),
    ),
  },
  {
    name: 'X-Atteny-Delivery is missing',
    check: 'webhooks',
    shipment: headers((h) => void delete h[named(h, 'x-atteny-delivery')]),
  },
  {
    name: 'every attempt has another delivery id',
    check: 'webhooks',
    shipment: (shipment, attempt) =>
      headers((h) => void (h[named(h, 'x-atteny-delivery')] += `_${attempt}`))(shipment),
  },
  {
    name: 'the body is written anew after signing',
    check: 'webhooks',
    shipment: (shipment) => [{ ...shipment, body: JSON.stringify(JSON.parse(shipment.body), null, 2) }],
  },
  {
    name: 'the body lacks its conversation',
    check: 'webhooks',
    shipment: (shipment) => [{ ...shipment, body: shipment.body.replace('"conversation":', '"thread":') }],
  },
  {
    name: 'the new secret signs at once during a rotation',
    check: 'webhooks',
    shipment: headers((h) => {
      const next = named(h, 'x-atteny-signature-next');
      if (h[next] !== undefined) h[named(h, 'x-atteny-signature')] = h[next];
    }),
  },
  {
    name: 'the next signature is missing during a rotation',
    check: 'webhooks',
    shipment: headers((h) => void delete h[named(h, 'x-atteny-signature-next')]),
  },
  {
    name: 'a sixth attempt is made',
    check: 'webhooks',
    shipment: (shipment, attempt) =>
      attempt === delivery.delaysSeconds.length ? [shipment, shipment] : [shipment],
  },
  {
    name: 'the last attempt is not made',
    check: 'webhooks',
    shipment: (shipment, attempt) => (attempt === delivery.delaysSeconds.length ? [] : [shipment]),
  },
  {
    name: 'a failed delivery is not repeated',
    check: 'webhooks',
    shipment: (shipment, attempt) => (attempt > 1 ? [] : [shipment]),
  },
  {
    name: `${sent} is not delivered`,
    check: 'webhooks',
    shipment: (shipment) => (eventOf(shipment) === sent ? [] : [shipment]),
  },
  {
    name: `${created} is not delivered`,
    check: 'webhooks',
    shipment: (shipment) => (eventOf(shipment) === created ? [] : [shipment]),
  },
  { name: 'every delivery is sent twice', check: 'webhooks', shipment: (shipment) => [shipment, shipment] },
];
