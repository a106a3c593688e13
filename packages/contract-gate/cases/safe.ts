import type { Case } from './case.ts';

/** Changes that no program can notice, or that only add. */
export const safe: Case[] = [
  ['nothing changes', () => undefined],
  ['a description changes', (d) => (d.components.schemas.Order.description = 'One order of one customer.')],
  ['a summary changes', (d) => (d.paths['/orders'].get.summary = 'All orders')],
  ['an example is added', (d) => (d.components.schemas.Order.properties.id.examples = ['abc'])],
  [
    'an operation is added',
    (d) =>
      (d.paths['/orders'].delete = {
        operationId: 'deleteOrders',
        summary: 'Delete',
        'x-atteny-source': 'inferred',
        responses: { 200: { description: 'Done.' } },
      }),
  ],
  [
    'a path is added',
    (d) =>
      (d.paths['/stores'] = {
        get: { operationId: 'listStores', summary: 'Stores', responses: { 200: { description: 'Stores.' } } },
      }),
  ],
  [
    'an optional parameter is added',
    (d) =>
      d.paths['/orders'].get.parameters.push({ name: 'limit', in: 'query', schema: { type: 'integer' } }),
  ],
  [
    'a required parameter becomes optional',
    (d) => (d.paths['/orders'].get.parameters[1].required = false),
    'safe',
    (d) => (d.paths['/orders'].get.parameters[1].required = true),
  ],
  [
    'a parameter gains an enum value',
    (d) => d.paths['/orders'].get.parameters[1].schema.enum.push('REFUNDED'),
  ],
  ['a parameter has a higher maximum', (d) => (d.paths['/orders'].get.parameters[0].schema.maximum = 100000)],
  [
    'an optional request property is added',
    (d) => (d.components.schemas.CreateOrder.properties.store = { type: 'string', maxLength: 64 }),
  ],
  ['a request property is no longer required', (d) => d.components.schemas.CreateOrder.required.pop()],
  [
    'a request text may be longer',
    (d) => (d.components.schemas.CreateOrder.properties.note.maxLength = 2000),
  ],
  ['a request pattern is lifted', (d) => delete d.components.schemas.CreateOrder.properties.note.pattern],
  [
    'a request enum gains a value',
    (d) => d.components.schemas.CreateOrder.properties.currency.enum.push('EUR'),
  ],
  ['a response property is added', (d) => (d.components.schemas.Order.properties.store = { type: 'string' })],
  ['a response property becomes certain', (d) => d.components.schemas.Order.required.push('note')],
  [
    'a response header is added',
    (d) => (d.paths['/orders'].get.responses['200'].headers.ETag = { schema: { type: 'string' } }),
  ],
  [
    'a webhook is added',
    (d) =>
      (d.webhooks.onOrderPaid = {
        post: { operationId: 'onOrderPaid', summary: 'Paid', responses: { 200: { description: 'Got it.' } } },
      }),
  ],
  [
    'a webhook property is added',
    (d) =>
      (d.components.schemas.OrderCreatedEvent.properties.createdAt = { type: 'string', format: 'date-time' }),
  ],
  [
    'a webhook header is added',
    (d) =>
      d.webhooks.onOrderCreated.post.parameters.push({
        name: 'X-Event',
        in: 'header',
        required: true,
        schema: { type: 'string' },
      }),
  ],
  ['the rate limit grows', (d) => (d['x-atteny-limits'].rate.requests = 240)],
  ['the body limit grows', (d) => (d['x-atteny-limits'].requestBodyBytes = 204800)],
  ['an attempt is added', (d) => d['x-atteny-delivery'].delaysSeconds.push(1800)],
  ['an operation is deprecated', (d) => (d.paths['/orders'].get.deprecated = true)],
  ['an operation asks for no key any more', (d) => (d.paths['/payments'].post.security = [])],
  ['tags change', (d) => d.tags.push({ name: 'payments' })],
];
