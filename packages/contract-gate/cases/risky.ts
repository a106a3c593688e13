import type { Case } from './case.ts';

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
  ['a default changes', (d) => (d.components.schemas.CreateOrder.properties.currency.default = 'USD')],
  ['a response text may be longer', (d) => (d.components.schemas.Order.properties.id.maxLength = 128)],
  ['a response number may be larger', (d) => (d.components.schemas.Order.properties.total.maximum = 9000000)],
  ['an operationId changes', (d) => (d.paths['/orders'].get.operationId = 'getOrders')],
  ['the retry schedule is slower', (d) => (d['x-atteny-delivery'].delaysSeconds = [0, 60, 600])],
  ['an operation causes one more event', (d) => d.paths['/orders'].post['x-atteny-emits'].push('order.paid')],
];
