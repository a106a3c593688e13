import { type Case, rename } from './case.ts';

/** Changes that break only who relies on what was never documented, or who does not follow the reading rules. */
export const risky: Case[] = [
  [
    'a response enum gains a value',
    (d) => d.components.schemas.Order.properties.status.enum.push('REFUNDED'),
  ],
  [
    'a status gains an error code',
    (d) => d.components.schemas.ConflictError.properties.code.enum.push('store_closed'),
  ],
  ['an inferred operation is removed', (d) => delete d.paths['/orders/{orderId}']],
  [
    'an inferred operation loses a response property',
    (d) => delete d.components.schemas.OrderDetail.properties.customer,
  ],
  [
    'an inferred operation asks for another scope',
    (d) => (d.paths['/orders/{orderId}'].get.security = [{ apiKey: ['orders:write'] }]),
  ],
  ['an inferred property is removed', (d) => delete d.components.schemas.Order.properties.note],
  [
    'an inferred property changes its type',
    (d) => (d.components.schemas.Order.properties.note.type = 'integer'),
  ],
  ['a default changes', (d) => (d.components.schemas.CreateOrder.properties.currency.default = 'USD')],
  ['a response text may be longer', (d) => (d.components.schemas.Order.properties.id.maxLength = 128)],
  ['a response number may be larger', (d) => (d.components.schemas.Order.properties.total.maximum = 9000000)],
  ['an operationId changes', (d) => (d.paths['/orders'].get.operationId = 'getOrders')],
  ['the retry schedule is slower', (d) => (d['x-atteny-delivery'].delaysSeconds = [0, 60, 600])],
  ['an operation causes one more event', (d) => d.paths['/orders'].post['x-atteny-emits'].push('order.paid')],
  [
    'an inferred error body changes',
    (d) => rename(d.components.schemas.NotFoundError.properties, 'code', 'reason'),
  ],
];
