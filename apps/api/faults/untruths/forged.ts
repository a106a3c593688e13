import { createHmac } from 'node:crypto';
import { type WebhookEventName, webhooks } from '@atteny/contract';
import type { WebhookStatus } from '@atteny/contract/public';
import type { GuardedRequest } from '../../src/webhooks/guarded-request/guarded-client.ts';
import type { Asked, Damaged, Fault, Reply } from '../fault.ts';
import { items } from './items.ts';

/** Deliveries made up and rightly signed: to endpoints that are disabled or did not ask, all with one id, or of another name. */
export function forged(): Fault[] {
  const endpoints = new Map<
    string,
    {
      id: string;
      url: string;
      secret: string;
      events: WebhookEventName[];
      status: WebhookStatus;
      key: string;
    }
  >();
  let latest: GuardedRequest | undefined;
  let made = 0;
  const firstStamps = new Map<string, string>();
  const learn = (reply: Reply, { key }: Asked): void => {
    for (const item of items(reply)) {
      const known = endpoints.get(item.id);
      if (item.secret !== undefined && item.url !== undefined) endpoints.set(item.id, { ...item, key });
      else if (known && item.status !== undefined && item.events !== undefined) {
        Object.assign(known, { status: item.status, events: item.events });
      }
    }
  };
  const again =
    (wanted: (endpoint: { events: WebhookEventName[]; status: WebhookStatus }) => boolean) =>
    (reply: Reply, asked: Asked): Promise<void> | void => {
      learn(reply, asked);
      if (reply.status !== 201 || !asked.path.endsWith('/messages')) return;
      const target = [...endpoints.values()].find(
        (endpoint) => endpoint.key === asked.key && wanted(endpoint),
      );
      if (!target || !latest) return;
      const body = {
        ...JSON.parse(latest.body),
        id: `evt_forged${(made += 1)}`,
        event: webhooks.onMessageSent,
        createdAt: reply.body.data.createdAt,
      };
      body.data.message = reply.body.data;
      return post(
        signed({ ...latest, url: target.url }, JSON.stringify(body), target.secret, `dlv_forged${made}`),
      );
    };
  const begin = (): void => {
    endpoints.clear();
    latest = undefined;
  };
  const watch = (shipment: GuardedRequest): GuardedRequest[] => {
    latest = shipment;
    return [shipment];
  };
  const rewritten =
    (change: (body: Damaged) => void) =>
    (shipment: GuardedRequest): GuardedRequest[] => {
      const endpoint = [...endpoints.values()].find(({ url }) => url === shipment.url);
      if (!endpoint) return [shipment];
      const body = JSON.parse(shipment.body);
      change(body);
      return [signed(shipment, JSON.stringify(body), endpoint.secret, undefined)];
    };
  return [
    {
      name: 'deliveries go on to a disabled endpoint',
      check: 'receivers',
      begin,
      guardedRequest: watch,
      reply: again(({ status }) => status === 'DISABLED'),
    },
    {
      name: 'events arrive that were not subscribed',
      check: 'receivers',
      begin,
      guardedRequest: watch,
      reply: again(({ events, status }) => status === 'ENABLED' && !events.includes(webhooks.onMessageSent)),
    },
    {
      name: 'every attempt gives the time of the first',
      check: 'slow receivers',
      begin,
      reply: learn,
      guardedRequest(shipment) {
        const endpoint = [...endpoints.values()].find(({ url }) => url === shipment.url);
        const named = (name: string): string =>
          Object.keys(shipment.headers).find((each) => each.toLowerCase() === name) ?? name;
        const id = shipment.headers[named('x-atteny-delivery')] ?? '';
        const stamp = firstStamps.get(id) ?? shipment.headers[named('webhook-timestamp')] ?? '';
        firstStamps.set(id, stamp);
        const headers = { ...shipment.headers, [named('webhook-timestamp')]: stamp };
        return [
          endpoint
            ? signed({ ...shipment, headers }, shipment.body, endpoint.secret, undefined)
            : { ...shipment, headers },
        ];
      },
    },
    {
      name: 'every event has one id',
      check: 'receivers',
      begin,
      reply: learn,
      guardedRequest: rewritten((body) => (body.id = 'evt_0000000000000001')),
    },
    {
      name: 'an event has another name of the contact than the API',
      check: 'receivers',
      begin,
      reply: learn,
      guardedRequest: rewritten((body) => (body.data.contact.name = 'Outro Nome')),
    },
  ];
}

function signed(
  shipment: GuardedRequest,
  body: string,
  secret: string,
  deliveryId: string | undefined,
): GuardedRequest {
  const { id } = JSON.parse(body) as { id: string };
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(shipment.headers)) headers[name.toLowerCase()] = value;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const stamp = headers['webhook-timestamp'] ?? '';
  delete headers['x-atteny-signature-next'];
  Object.assign(headers, {
    'webhook-id': id,
    'x-atteny-event': (JSON.parse(body) as { event: string }).event,
    ...(deliveryId !== undefined && { 'x-atteny-delivery': deliveryId }),
    'x-atteny-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    'webhook-signature': `v1,${createHmac('sha256', key).update(`${id}.${stamp}.${body}`).digest('base64')}`,
  });
  return { ...shipment, headers, body };
}

async function post({ url, headers, body }: GuardedRequest): Promise<void> {
  await fetch(url, { method: 'POST', headers, body }).catch(() => undefined);
}
