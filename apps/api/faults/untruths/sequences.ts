import type { Damaged, Fault } from '../fault.ts';
import { isList, items } from './items.ts';

// What shows only after several steps: the sequences find it, and make it short.
export const ofSequences: Fault[] = [
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
