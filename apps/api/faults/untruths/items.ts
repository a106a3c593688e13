import type {
  Contact,
  Conversation,
  Message,
  WebhookDelivery,
  WebhookEndpoint,
} from '@atteny/contract/public';
import type { Asked, Damaged, Fault, Reply } from '../fault.ts';

/** What is changed has to be of the contract's types still: an untruth keeps its form. */
type Each<Item> = (item: Item, asked: Asked) => void;

export const items = (reply: Reply): Damaged[] =>
  [reply.body?.data].flat().filter((item) => item?.id !== undefined);
export const isList = (reply: Reply): boolean => Array.isArray(reply.body?.data);
export const onContacts =
  (change: Each<Contact>) =>
  (reply: Reply, asked: Asked): void => {
    for (const item of items(reply)) {
      for (const each of [item, item.contact]) if (each?.phoneNumber !== undefined) change(each, asked);
    }
  };
export const onMessages =
  (change: Each<Message>) =>
  (reply: Reply, asked: Asked): void => {
    for (const item of items(reply)) {
      for (const each of [item, item.lastMessage]) if (each?.direction !== undefined) change(each, asked);
    }
  };
export const onConversations =
  (change: Each<Conversation>) =>
  (reply: Reply, asked: Asked): void => {
    for (const item of items(reply)) if (item.lastMessage !== undefined) change(item, asked);
  };
export const onEndpoints =
  (change: Each<WebhookEndpoint>) =>
  (reply: Reply, asked: Asked): void => {
    for (const item of items(reply)) if (item.consecutiveFailures !== undefined) change(item, asked);
  };
export const onDeliveries =
  (change: Each<WebhookDelivery>) =>
  (reply: Reply, asked: Asked): void => {
    for (const item of items(reply)) if (item.attempts !== undefined) change(item, asked);
  };
export const onInstants =
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

/** A fault that remembers the first, or the most, of what it sees by id. */
export function remembering(
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
