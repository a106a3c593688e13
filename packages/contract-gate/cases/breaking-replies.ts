import { type Case, rename } from './case.ts';

/** Changes after which a working program misreads what it gets: responses, headers, webhooks, security, limits. */
export const breakingReplies: Case[] = [
  [
    'a response property is removed',
    (d) => {
      delete d.components.schemas.Order.properties.total;
      d.components.schemas.Order.required.pop();
    },
  ],
  ['a response property is no longer required', (d) => d.components.schemas.Order.required.pop()],
  ['a response property is renamed', (d) => rename(d.components.schemas.Order.properties, 'total', 'amount')],
  [
    'a response property changes its type',
    (d) => (d.components.schemas.Order.properties.total.type = 'string'),
  ],
  [
    'a response property may be null',
    (d) => (d.components.schemas.Order.properties.id.type = ['string', 'null']),
  ],
  [
    'a list becomes an object',
    (d) =>
      (d.paths['/orders'].get.responses['200'].content['application/json'].schema.properties.data = {
        type: 'object',
      }),
  ],
  ['a success status is replaced', (d) => rename(d.paths['/orders'].post.responses, '201', '200')],
  [
    'the response media type changes',
    (d) => rename(d.paths['/orders'].get.responses['200'].content, 'application/json', 'application/xml'),
  ],
  ['a response loses its body', (d) => delete d.paths['/orders'].post.responses['201'].content],
  ['an error status is removed', (d) => delete d.paths['/orders'].post.responses['409']],
  [
    'an error code is replaced',
    (d) => (d.components.schemas.ConflictError.properties.code.enum = ['duplicate_order']),
  ],
  [
    'a response header is removed',
    (d) => delete d.paths['/orders'].get.responses['200'].headers['X-RateLimit-Limit'],
  ],
  [
    'a response header is no longer certain',
    (d) => (d.components.responses.RateLimited.headers['Retry-After'].required = false),
  ],
  [
    'a response header changes its type',
    (d) => (d.components.responses.RateLimited.headers['Retry-After'].schema.type = 'string'),
  ],
  ['an envelope constant flips', (d) => (d.components.schemas.ConflictError.properties.success.const = true)],
  [
    'an operation asks for another scope',
    (d) => (d.paths['/orders'].get.security = [{ apiKey: ['orders:write'] }]),
  ],
  [
    'an operation asks for one more scope',
    (d) => (d.paths['/orders'].get.security = [{ apiKey: ['orders:read', 'orders:write'] }]),
  ],
  [
    'an open operation asks for a key',
    (d) => (d.paths['/payments'].post.security = [{ apiKey: [] }]),
    'breaking',
    (d) => (d.paths['/payments'].post.security = []),
  ],
  [
    'the security scheme changes',
    (d) => (d.components.securitySchemes.apiKey = { type: 'http', scheme: 'basic' }),
  ],
  ['the server moves', (d) => (d.servers[0].url = 'https://api.example.com/v2')],
  [
    'a webhook is removed',
    (d) => {
      delete d.webhooks.onOrderCreated;
      delete d.paths['/orders'].post['x-atteny-emits'];
    },
  ],
  ['a webhook is renamed', (d) => rename(d.webhooks, 'onOrderCreated', 'onOrderOpened')],
  [
    'a webhook event name changes',
    (d) => (d.components.schemas.OrderCreatedEvent.properties.event.const = 'order.opened'),
  ],
  [
    'a webhook property is removed',
    (d) => {
      delete d.components.schemas.OrderCreatedEvent.properties.order;
      d.components.schemas.OrderCreatedEvent.required.pop();
    },
  ],
  ['a webhook property is no longer certain', (d) => d.components.schemas.OrderCreatedEvent.required.pop()],
  [
    'a webhook header is no longer certain',
    (d) => (d.webhooks.onOrderCreated.post.parameters[0].required = false),
  ],
  ['a webhook header is removed', (d) => d.webhooks.onOrderCreated.post.parameters.pop()],
  ['an operation no longer causes an event', (d) => delete d.paths['/orders'].post['x-atteny-emits']],
  ['the rate limit shrinks', (d) => (d['x-atteny-limits'].rate.requests = 60)],
  ['the rate window grows', (d) => (d['x-atteny-limits'].rate.windowSeconds = 120)],
  ['the body limit shrinks', (d) => (d['x-atteny-limits'].requestBodyBytes = 51200)],
  ['an idempotency key is kept shorter', (d) => (d['x-atteny-limits'].idempotencyKeyHours = 1)],
  ['an attempt is given up', (d) => d['x-atteny-delivery'].delaysSeconds.pop()],
  ['the delivery timeout shrinks', (d) => (d['x-atteny-delivery'].timeoutSeconds = 5)],
  ['an endpoint is disabled sooner', (d) => (d['x-atteny-delivery'].disableAfterFailedDeliveries = 3)],
];
