import type { Scope, WebhookEventName } from '@atteny/contract';
import type { components } from '@atteny/contract/public';
import type { WebhookEvent } from '@atteny/webhooks';

type Schemas = components['schemas'];
export type Contact = Schemas['Contact'];
export type Message = Schemas['Message'];
export type Endpoint = Schemas['WebhookEndpoint'];
export type Delivery = Schemas['WebhookDelivery'];
export type Attempt = Schemas['WebhookAttempt'];

/** A stretch of time that something happened in, in milliseconds of a world's own clock and of ours. */
export interface Moment {
  from: number;
  to: number;
  /** Our clock: when the request was sent, and when its reply was whole. */
  sent: number;
  received: number;
  /** Our clock: what was answered until then is written down for certain. */
  settledAt: number;
}

export interface Key {
  name: string;
  prefix: string;
  scopes: readonly Scope[];
  /** Of the key itself; null: the plan's. */
  requestsPerMinute: number | null;
  expiresAt: number | null;
  /** By our clock. */
  revokedAt: number | null;
}

export interface Conversation {
  id: string;
  status: Schemas['ConversationStatus'];
  contactId: string;
  createdAt: string;
  updatedAt: string;
  /** Newest last, in the order in which they came to be known. */
  messages: readonly Message[];
}

/** What happened, as every delivery of it has to tell it. */
export interface Event {
  event: WebhookEventName;
  /** Learned with its first delivery. */
  id: string | undefined;
  createdAt: string;
  /** Absent for a sample: that is the contract's example. */
  data: WebhookEvent['data'] | undefined;
}

/** An attempt as the receiver saw it. */
export interface Seen {
  /** Our clock. */
  at: number;
  answeredAt: number;
  /** null: it never answered, and the server gave up. */
  status: number | null;
  body: string;
  retryAfter: number | null;
  /** By how much less a server may have understood it: an instant comes nearer until the answer is read. */
  retryAfterSlack?: number;
  redirectLocation: string | null;
  /** When it was sent by its own headers: seconds of real time. */
  timestamp?: number;
  /** World time before which it was not over. */
  endedFrom?: number;
  /** World time at which the server says that it began, once it has said so. */
  startedAt: string | undefined;
}

/** One event on its way to one endpoint. */
export interface Sending {
  /** Learned with its first arrival or listing. */
  id: string | undefined;
  event: Event;
  kind: Delivery['kind'];
  /** World time, learned for what the server decides. */
  createdAt: string | { from: number; to: number };
  seen: readonly Seen[];
  /** As it was listed last. */
  shown: Delivery | undefined;
  /** Our clock; since when nothing of it is due any more because its endpoint was disabled or the plan has no webhooks. */
  withdrawn: 'suspended' | 'failed' | undefined;
  /** It was suspended once: what waits since comes when its endpoint is enabled, and not by the schedule. */
  wasSuspended?: boolean;
}

/** What an endpoint's deliveries are signed with. */
export interface Secrets {
  current: string;
  previous: string | undefined;
  /** Until when the previous one signs; null: it does not. */
  previousUntil: string | null;
  /** What held before the latest rotation, for attempts that were under way then; by our clock. */
  before?: { secrets: Secrets; rotatedAt: number; worldTime: number };
}

export interface Receiving extends Endpoint {
  /** Whether its address is a receiver that this run watches. */
  watched: boolean;
  secrets: Secrets;
  sendings: readonly Sending[];
  /** Failures in a row that are certain; what was answered since may or may not have been counted. */
  unsettled: readonly Outcome[];
  /** World time before which it did not change as it was seen to change last, where the server has not told when. */
  changedFrom?: number | undefined;
}

/** What a finished delivery does to its endpoint, once the server has written it down. */
export interface Outcome {
  kind: 'succeeded' | 'exhausted' | 'gone';
  /** Our clock. */
  at: number;
  /** World time before which it was not so. */
  from?: number | undefined;
}

export interface Noted {
  fingerprint: string;
  status: number;
  json: unknown;
  at: { from: number; to: number };
}

/** One organization, as far as its API shows it. Never changed: what happens makes another one. */
export interface World {
  id: string;
  organization: { id: string; name: string; slug: string };
  plan: { name: string; hasAPI: boolean; hasWebhooks: boolean };
  monthlyQuota: number | null;
  requestsPerMinute: number;
  /** World time minus our time: between these, in milliseconds. */
  ahead: { least: number; most: number };
  keys: ReadonlyMap<string, Key>;
  contacts: ReadonlyMap<string, Contact>;
  conversations: ReadonlyMap<string, Conversation>;
  endpoints: ReadonlyMap<string, Receiving>;
  /** Endpoints that are gone, for attempts that were under way then; by our clock. */
  deleted: readonly { endpoint: Receiving; deletedAt: number }[];
  /** Requests in the window that a key was used in last. */
  rate: ReadonlyMap<string, { window: number; used: number }>;
  quota: { month: number; used: number };
  idempotency: ReadonlyMap<string, Noted>;
  /** The ids of its latest requests: what the console has to keep them by. */
  requestIds: readonly string[];
  /** Every wait between two attempts, as a share of the schedule's. */
  waits: readonly number[];
  /** Our clock: when all that was under way was last waited for. */
  settledAt: number;
  /** Set when a reply had a status that the model did not expect: from then on it cannot know. */
  lost: boolean;
  /** Origins that were named to it since: it may deliver to them, and nobody knows what. */
  namedSince: readonly string[];
}

export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

/** World time of an exchange. */
export function momentOf(world: World, sent: number, received: number): Moment {
  return {
    from: sent + world.ahead.least,
    to: received + world.ahead.most,
    sent,
    received,
    settledAt: world.settledAt,
  };
}

/** Newest first, ties by id. */
export function newestFirst<T extends { id: string; createdAt: string }>(items: Iterable<T>): T[] {
  return [...items].toSorted((a, b) => descending(a.createdAt, b.createdAt) || descending(a.id, b.id));
}

export function descending(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

/** Whether an identifier names anything that the world has. */
export function isKnown({ contacts, conversations, endpoints }: World): (id: string) => boolean {
  return (id) =>
    contacts.has(id) ||
    conversations.has(id) ||
    endpoints.has(id) ||
    [...conversations.values()].some(({ messages }) => messages.some((message) => message.id === id));
}
