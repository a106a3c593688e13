import type { WebhookDelivery, WebhookEndpoint } from '@atteny/contract/public';
import type { Damaged, Fault } from '../fault.ts';
import { forged } from './forged.ts';
import { items, onDeliveries, onEndpoints, remembering } from './items.ts';

export const ofEndpoints: Fault[] = [
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
        } satisfies Partial<WebhookEndpoint>),
    ),
  },
  testCounts(),
  {
    name: 'an endpoint that failures disabled does not say that it changed',
    check: 'webhooks',
    reply: onEndpoints((endpoint) => {
      if (endpoint.disabledReason === 'FAILURES') endpoint.updatedAt = endpoint.createdAt;
    }),
  },
  remembering('a success does not forgive failures', 'receivers', (_first, most) =>
    onEndpoints((endpoint, { method }) => {
      if (method !== 'PATCH') endpoint.consecutiveFailures = most(endpoint.id, endpoint.consecutiveFailures);
    }),
  ),
  nothingRedelivered(),
];

export const ofDeliveries: Fault[] = [
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
  {
    name: 'Retry-After of a receiver counts with 429 and 503 alone',
    check: 'attempts',
    outcome: (outcome) =>
      outcome.statusCode === 429 || outcome.statusCode === 503 ? outcome : { ...outcome, retryAfter: null },
  },
  {
    name: 'Retry-After of a receiver is no date',
    check: 'attempts',
    outcome: (outcome) =>
      /^\d+$/.test(outcome.retryAfter ?? '') ? outcome : { ...outcome, retryAfter: null },
  },
  { name: 'waits have no jitter', check: 'receivers', random: () => 0.5 },
  {
    name: 'completedAt is null when a delivery is over',
    check: 'receivers',
    reply: onDeliveries((delivery) => (delivery.completedAt = null)),
  },
];

function testCounts(): Fault {
  const counts = new Map<string, number>();
  return {
    name: 'a Test that failed counts',
    check: 'receivers',
    begin: () => counts.clear(),
    reply(reply) {
      const data: WebhookDelivery | undefined = reply.body?.data;
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

const isRedirect = (status: number | null): boolean => status !== null && status >= 300 && status < 400;
