import type { Asked, Fault, Reply } from '../fault.ts';
import { become, drop, header, type Damage } from './damage.ts';

const preflight =
  (damage: Damage): Damage =>
  (reply: Reply, asked: Asked) => {
    if (asked.method === 'OPTIONS' && reply.headers['access-control-allow-methods'] !== undefined) {
      damage(reply, asked);
    }
  };
const without = (name: string) => (value: string) => value.replace(new RegExp(`(^|,) *${name}`), '');

/** What a browser that asks beforehand for a page is told wrongly. */
export const wrongPreflights: Fault[] = [
  {
    name: 'a preflight forbids the Idempotency-Key',
    check: 'browsers',
    reply: preflight(header('access-control-allow-headers', without('idempotency-key'))),
  },
  {
    name: 'a preflight forbids PATCH',
    check: 'browsers',
    reply: preflight(header('access-control-allow-methods', (value) => value.replace('PATCH', 'GET, POST'))),
  },
  {
    name: 'a preflight of endpoints lets nobody in',
    check: 'browsers',
    reply: preflight((reply, asked) => {
      if (asked.path.startsWith('/webhooks')) drop('access-control-allow-origin')(reply, asked);
    }),
  },
  {
    name: 'a preflight leads elsewhere',
    check: 'browsers',
    reply: preflight(become(308)),
  },
  {
    name: 'a preflight lets every page in',
    check: 'browsers',
    reply: (reply, asked) => {
      if (asked.method === 'OPTIONS') reply.headers['access-control-allow-origin'] = '*';
    },
  },
];
