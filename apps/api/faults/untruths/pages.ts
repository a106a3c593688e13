import type { Asked, Damaged, Fault, Reply } from '../fault.ts';

const onList =
  (path: RegExp, damage: (body: Damaged, query: URLSearchParams) => void) =>
  (reply: Reply, { method, path: asked, query }: Asked): void => {
    if (method === 'GET' && path.test(asked) && Array.isArray(reply.body?.data)) damage(reply.body, query);
  };
const ofDeliveries = /\/deliveries$/;

/** Lists that are right on their first page, or as long as they are short. */
export const wrongPages: Fault[] = [
  {
    name: 'the last page of deliveries lacks its last',
    check: 'full world',
    reply: onList(ofDeliveries, ({ data, meta }) => {
      if (meta.page > 1 && data.length < meta.limit) data.pop();
    }),
  },
  {
    name: 'a page of deliveries has at most 99',
    check: 'full world',
    reply: onList(ofDeliveries, ({ data }) => void data.splice(99)),
  },
  {
    name: 'page 2 of a filter of deliveries is empty',
    check: 'full world',
    reply: onList(ofDeliveries, ({ data, meta }, query) => {
      if (meta.page > 1 && query.has('status')) data.splice(0);
    }),
  },
  {
    name: 'page 2 of endpoints is in reverse order',
    check: 'lists',
    reply: onList(/^\/webhooks$/, ({ data, meta }) => {
      if (meta.page > 1) data.reverse();
    }),
  },
];
