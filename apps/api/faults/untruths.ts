import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { GuardedRequest } from '../src/webhooks/guarded-request/guarded-client.ts';
import type { Asked, Damaged, Fault, Reply } from './fault.ts';

// Replies and deliveries of the right form that are not true. What a fault remembers begins anew when it is switched on.

type Each = (item: Damaged, asked: Asked) => void;

const items = (reply: Reply): Damaged[] => [reply.body?.data].flat().filter((item) => item?.id !== undefined);
const isList = (reply: Reply): boolean => Array.isArray(reply.body?.data);
const onContacts =
  (change: Each) =>
  (reply: Reply, asked: Asked): void => {
    for (const item of items(reply)) {
      for (const each of [item, item.contact]) if (each?.phoneNumber !== undefined) change(each, asked);
    }
  };
const onMessages =
  (change: Each) =>
  (reply: Reply, asked: Asked): void => {
    for (const item of items(reply)) {
      for (const each of [item, item.lastMessage]) if (each?.direction !== undefined) change(each, asked);
    }
  };
const onEndpoints =
  (change: Each) =>
  (reply: Reply, asked: Asked): void => {
    for (const item of items(reply)) if (item.consecutiveFailures !== undefined) change(item, asked);
  };
const onDeliveries =
  (change: Each) =>
  (reply: Reply, asked: Asked): void => {
    for (const item of items(reply)) if (item.attempts !== undefined) change(item, asked);
  };
const onInstants =
  (change: (at: string) => string) =>
  (reply: Reply): void => {
    if (typeof reply.body === 'object' && reply.body !== null) {
      reply.body = JSON.parse(
        JSON.stringify(reply.body).replaceAll(
          /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"/g,
          (_whole, at: string) => `"${change(at)}"`,
        ),
      );
    }
  };
const moved = (at: string, by: number): string => new Date(Date.parse(at) + by).toISOString();
const hour = 3_600_000;

const ofContacts: Fault[] = [
  {
    name: 'createdAt and updatedAt of a contact are swapped',
    check: 'full world',
    reply: onContacts(
      (contact) => ([contact.createdAt, contact.updatedAt] = [contact.updatedAt, contact.createdAt]),
    ),
  },
  {
    name: 'contacts are an hour ahead',
    check: 'full world',
    reply: onContacts((contact) =>
      Object.assign(contact, {
        createdAt: moved(contact.createdAt, hour),
        updatedAt: moved(contact.updatedAt, hour),
      }),
    ),
  },
  remembering('updatedAt of a contact does not move', 'full world', (first) =>
    onContacts((contact) => (contact.updatedAt = first(contact.id, contact.updatedAt))),
  ),
  remembering('PATCH of a contact answers well and changes nothing', 'full world', (first) =>
    onContacts((contact, { method }) => {
      const kept = first(contact.id, { ...contact });
      if (method !== 'PATCH') Object.assign(contact, kept);
    }),
  ),
  { name: 'instants say +00:00', check: 'full world', reply: onInstants((at) => at.replace('Z', '+00:00')) },
  {
    name: 'instants say -03:00',
    check: 'full world',
    reply: onInstants((at) => moved(at, -3 * hour).replace('Z', '-03:00')),
  },
  {
    name: 'instants have a blank for T',
    check: 'full world',
    reply: onInstants((at) => at.replace('T', ' ')),
  },
  { name: 'instants have no Z', check: 'generated', reply: onInstants((at) => at.replace('Z', '')) },
];

const ofMessages: Fault[] = [
  {
    name: 'a message is cut at 160 characters',
    check: 'full world',
    reply: onMessages((message) => (message.content = message.content.slice(0, 160))),
  },
  {
    name: 'a message is escaped for HTML',
    check: 'full world',
    reply: onMessages(
      (message) => (message.content = message.content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
    ),
  },
  {
    name: 'mediaUrl is null in lists',
    check: 'full world',
    reply: (reply, asked) =>
      isList(reply) && onMessages((message) => (message.mediaUrl = null))(reply, asked),
  },
  {
    name: 'every listed message is inbound',
    check: 'full world',
    reply: (reply, asked) =>
      isList(reply) && onMessages((message) => (message.direction = 'INBOUND'))(reply, asked),
  },
  {
    name: 'every listed conversation is open',
    check: 'full world',
    reply: (reply) =>
      items(reply).forEach((item) => item.lastMessage !== undefined && (item.status = 'OPEN')),
  },
  {
    name: 'every conversation is closed and has no last message',
    check: 'full world',
    reply: (reply) =>
      items(reply).forEach(
        (item) =>
          item.lastMessage !== undefined && Object.assign(item, { status: 'CLOSED', lastMessage: null }),
      ),
  },
  remembering(
    'a last message has its right id and the content of before',
    'full world',
    (first) => (reply) => {
      for (const item of items(reply)) {
        if (item.lastMessage) item.lastMessage.content = first(item.id, item.lastMessage.content);
      }
    },
  ),
  remembering(
    'a conversation has the name of its contact before it was changed',
    'full world',
    (first) => (reply) => {
      for (const item of items(reply)) {
        if (item.contact) item.contact.name = first(item.id, item.contact.name);
      }
    },
  ),
];

const ofLists: Fault[] = [
  {
    name: 'a page has at most 50 items',
    check: 'full world',
    reply: (reply) => void (isList(reply) && reply.body.data.splice(50)),
  },
  {
    name: 'a page has 10 items unless told',
    check: 'full world',
    reply: (reply, { query }) => void (isList(reply) && !query.has('limit') && reply.body.data.splice(10)),
  },
  {
    name: 'a total is at most 15',
    check: 'full world',
    reply: (reply) =>
      void (reply.body?.meta && (reply.body.meta.total = Math.min(15, reply.body.meta.total))),
  },
  {
    name: 'ties are in reverse',
    check: 'receivers',
    reply: (reply) =>
      void (
        isList(reply) &&
        (reply.body.data = reply.body.data.toSorted((a: Damaged, b: Damaged) =>
          a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : 0,
        ))
      ),
  },
  {
    name: 'a search for % finds everything',
    check: 'full world',
    request: (request) => void (request.url = request.url?.replace(/([?&])search=%25(?=&|$)/, '$1')),
  },
];

const ofIdentity: Fault[] = [
  {
    name: '/me shows every scope',
    check: 'scopes',
    reply: ({ body }) =>
      void (
        body?.data?.apiKey &&
        (body.data.apiKey.scopes = [
          'messages:send',
          'messages:read',
          'conversations:read',
          'contacts:read',
          'contacts:write',
          'webhooks:manage',
        ])
      ),
  },
  {
    name: '/me shows a plan without webhooks',
    check: 'full world',
    reply: ({ body }) => void (body?.data?.plan && (body.data.plan.hasWebhooks = false)),
  },
  revokedForgotten(),
  chargedFor404(),
  idempotencyOfAll(),
];

const ofEndpoints: Fault[] = [
  ...forged(),
  {
    name: 'an endpoint is disabled after 9 failures',
    check: 'receivers',
    reply: onEndpoints(
      (endpoint) =>
        endpoint.consecutiveFailures === 9 &&
        endpoint.status === 'ENABLED' &&
        Object.assign(endpoint, {
          status: 'DISABLED',
          disabledReason: 'FAILURES',
          disabledAt: endpoint.updatedAt,
        }),
    ),
  },
  testCounts(),
  remembering('a success does not forgive failures', 'receivers', (_first, most) =>
    onEndpoints((endpoint, { method }) => {
      if (method !== 'PATCH') endpoint.consecutiveFailures = most(endpoint.id, endpoint.consecutiveFailures);
    }),
  ),
  nothingRedelivered(),
];

const ofDeliveries: Fault[] = [
  {
    name: 'a redirect counts as a success',
    check: 'receivers',
    outcome: (outcome) => (isRedirect(outcome.statusCode) ? { ...outcome, statusCode: 299 } : outcome),
    reply: onDeliveries((delivery) =>
      delivery.attempts.forEach(
        (attempt: Damaged) => attempt.statusCode === 299 && (attempt.statusCode = 302),
      ),
    ),
  },
  {
    name: '204 counts as a failure',
    check: 'receivers',
    outcome: (outcome) => (outcome.statusCode === 204 ? { ...outcome, statusCode: 304 } : outcome),
    reply: onDeliveries((delivery) =>
      delivery.attempts.forEach(
        (attempt: Damaged) => attempt.statusCode === 304 && (attempt.statusCode = 204),
      ),
    ),
  },
  {
    name: 'Retry-After of a receiver is ignored',
    check: 'receivers',
    outcome: (outcome) => ({ ...outcome, retryAfter: null }),
  },
  { name: 'waits have no jitter', check: 'receivers', random: () => 0.5 },
  {
    name: 'completedAt is null when a delivery is over',
    check: 'receivers',
    reply: onDeliveries((delivery) => (delivery.completedAt = null)),
  },
];

const ofTheWire: Fault[] = [
  {
    name: 'an extra property in the envelope',
    check: 'generated',
    reply: ({ body }) => void (typeof body === 'object' && body !== null && (body.version = 1)),
  },
  everyFiftieth(),
  {
    name: 'a byte order mark before the body',
    check: 'promises',
    reply: (reply) => void (reply.body = `\u{feff}${JSON.stringify(reply.body)}`),
  },
  {
    name: 'text behind the body',
    check: 'promises',
    reply: (reply) => void (reply.body = `${JSON.stringify(reply.body)}\nok`),
  },
  {
    name: 'gzip that nobody asked for',
    check: 'promises',
    reply: (reply) => {
      reply.body = gzipSync(JSON.stringify(reply.body));
      reply.headers['content-encoding'] = 'gzip';
    },
  },
  {
    name: 'gzip announced over a plain body',
    check: 'promises',
    reply: (reply) => void (reply.headers['content-encoding'] = 'gzip'),
  },
];

// What shows only after several steps: the sequences find it, and make it short.
const ofSequences: Fault[] = [
  {
    name: 'a list of contacts ends after four',
    check: 'sequences',
    reply: (reply, { path }) => {
      if (path !== '/contacts' || !isList(reply)) return;
      reply.body.data = reply.body.data.slice(0, 4);
      reply.body.meta.total = Math.min(4, reply.body.meta.total);
    },
  },
  deletedRemembered(),
  deletedListed(),
];

/** Replies, deliveries and outcomes that keep their form and are not true. */
export const untruths: Fault[] = [
  ...ofContacts,
  ...ofMessages,
  ...ofLists,
  ...ofIdentity,
  ...ofEndpoints,
  ...ofDeliveries,
  ...ofTheWire,
  ...ofSequences,
];

function deletedRemembered(): Fault {
  const shown = new Map<string, Damaged>();
  return {
    name: 'a deleted endpoint is still shown',
    check: 'sequences',
    begin: () => shown.clear(),
    reply(reply, { method, path }) {
      for (const item of items(reply)) {
        if (item.consecutiveFailures !== undefined) shown.set(`/webhooks/${item.id}`, item);
      }
      if (method !== 'GET' || reply.status !== 404 || !shown.has(path)) return;
      const { secret: _secret, ...item } = shown.get(path);
      Object.assign(reply, { status: 200, body: { success: true, data: item } });
    },
  };
}

function deletedListed(): Fault {
  const ofKey = new Map<string, Map<string, Damaged>>();
  return {
    name: 'a deleted endpoint stays in the list',
    check: 'sequences',
    begin: () => ofKey.clear(),
    reply(reply, { method, path, key }) {
      const shown = ofKey.get(key) ?? new Map<string, Damaged>();
      ofKey.set(key, shown);
      for (const item of items(reply)) {
        const { secret: _secret, ...seen } = item;
        if (item.consecutiveFailures !== undefined) shown.set(item.id, seen);
      }
      if (method !== 'GET' || path !== '/webhooks' || !isList(reply)) return;
      const ids = reply.body.data.map(({ id }: Damaged) => id);
      const gone = [...shown.values()].filter(({ id }) => !ids.includes(id));
      reply.body.data.push(...gone);
      reply.body.meta.total += gone.length;
    },
  };
}

/** A fault that remembers the first, or the most, of what it sees by id. */
function remembering(
  name: string,
  check: string,
  damage: (
    first: <T>(id: string, value: T) => T,
    most: (id: string, value: number) => number,
  ) => (reply: Reply, asked: Asked) => void,
): Fault {
  const known = new Map<string, unknown>();
  const first = <T>(id: string, value: T): T => {
    if (!known.has(id)) known.set(id, value);
    return known.get(id) as T;
  };
  const most = (id: string, value: number): number => {
    known.set(id, Math.max(value, Number(known.get(id) ?? 0)));
    return known.get(id) as number;
  };
  return { name, check, begin: () => known.clear(), reply: damage(first, most) };
}

function revokedForgotten(): Fault {
  const replies = new Map<string, Reply>();
  return {
    name: 'a revoked key works until the clock of its world moves',
    check: 'scopes',
    begin: () => replies.clear(),
    console: (url) => url.includes('/clock/advance') && replies.clear(),
    reply(reply, { key, path }) {
      if (path !== '/me') return;
      const before = replies.get(key);
      if (reply.status === 200) replies.set(key, structuredClone(reply));
      else if (reply.status === 401 && before) {
        Object.assign(reply, before, {
          headers: { ...before.headers, 'x-request-id': reply.headers['x-request-id'] ?? '' },
        });
      }
    },
  };
}

function chargedFor404(): Fault {
  const charged = new Map<string, number>();
  return {
    name: 'a 404 for what cannot be an id is charged',
    check: 'broken',
    begin: () => charged.clear(),
    reply(reply, { key, path }) {
      if (reply.status === 404 && !/^(\/[\w-]{1,64})+$/.test(path)) {
        charged.set(key, (charged.get(key) ?? 0) + 1);
      }
      const used = reply.headers['x-api-quota-used'];
      if (used !== undefined) {
        reply.headers['x-api-quota-used'] = String(Number(used) + (charged.get(key) ?? 0));
      }
    },
  };
}

function idempotencyOfAll(): Fault {
  const replies = new Map<string, { key: string; reply: Reply }>();
  return {
    name: 'an Idempotency-Key replays the reply of another organization',
    check: 'receivers',
    begin: () => replies.clear(),
    reply(reply, { key, idempotencyKey }) {
      if (idempotencyKey === undefined || reply.status !== 201) return;
      const before = replies.get(idempotencyKey);
      if (before && before.key !== key) {
        Object.assign(reply, {
          body: before.reply.body,
          headers: { ...reply.headers, 'idempotency-replayed': 'true' },
        });
      } else replies.set(idempotencyKey, { key, reply: structuredClone(reply) });
    },
  };
}

/** Deliveries made up and rightly signed: to endpoints that are disabled or did not ask, all with one id, or of another name. */
function forged(): Fault[] {
  const endpoints = new Map<
    string,
    { id: string; url: string; secret: string; events: string[]; status: string; key: string }
  >();
  let latest: GuardedRequest | undefined;
  let made = 0;
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
    (wanted: (endpoint: { events: string[]; status: string }) => boolean) =>
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
        event: 'message.sent',
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
      reply: again(({ events, status }) => status === 'ENABLED' && !events.includes('message.sent')),
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

function testCounts(): Fault {
  const counts = new Map<string, number>();
  return {
    name: 'a Test that failed counts',
    check: 'receivers',
    begin: () => counts.clear(),
    reply(reply) {
      const { data } = reply.body ?? {};
      if (data?.kind === 'TEST' && data.status === 'FAILED') {
        counts.set(data.webhookId, (counts.get(data.webhookId) ?? 0) + 1);
      }
      for (const item of items(reply)) {
        if (item.consecutiveFailures !== undefined) item.consecutiveFailures += counts.get(item.id) ?? 0;
      }
    },
  };
}

function nothingRedelivered(): Fault {
  let dropping = false;
  return {
    name: 'redeliver-failed redelivers nothing',
    check: 'receivers',
    begin: () => (dropping = false),
    reply: (_reply, { path }) => void (dropping ||= path.endsWith('/redeliver-failed')),
    guardedRequest: (shipment) => (dropping ? [] : [shipment]),
  };
}

function everyFiftieth(): Fault {
  let count = 0;
  return {
    name: 'every fiftieth request fails',
    check: 'generated',
    begin: () => (count = 0),
    reply: (reply) =>
      void (
        (count += 1) % 50 === 0 &&
        Object.assign(reply, {
          status: 500,
          body: { success: false, code: 'internal_error', error: 'Algo deu errado do nosso lado.' },
        })
      ),
  };
}

const isRedirect = (status: number | null): boolean => status !== null && status >= 300 && status < 400;
