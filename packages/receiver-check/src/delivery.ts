import { webhooks } from '@atteny/contract';
import { publicDocument } from '@atteny/contract/documents';
import { sign, type SignOptions, type WebhookEvent } from '@atteny/webhooks';
import type { Sent } from './send.ts';

export type EventName = WebhookEvent['event'];

/** A delivery as Atteny sends it: there is a body always. */
export type Delivery = Sent & { readonly body: Buffer };

/** An event that may deviate from the contract, as a later version of it would. */
export interface AnyEvent {
  id: string;
  event: string;
  createdAt: string;
  data: Record<string, unknown>;
  [more: string]: unknown;
}

/** The contract's own example of each event. */
const examples: Readonly<Record<EventName, WebhookEvent>> = Object.fromEntries(
  Object.entries(webhooks).map(([id, name]) => [name, exampleOf(id)]),
) as never;

function exampleOf(webhookId: string): WebhookEvent {
  const item = publicDocument.webhooks?.[webhookId];
  const body = item && 'post' in item ? item.post?.requestBody : undefined;
  const content = body && 'content' in body ? body.content['application/json']?.examples : undefined;
  const [example] = Object.values(content ?? {});
  if (!example || !('value' in example)) throw new Error(`the contract has no example of ${webhookId}`);
  return example.value as WebhookEvent;
}

/** An event with ids of its own, that happened at `at`. */
export function newEvent(name: EventName, at: Date, newId: (prefix: string) => string): AnyEvent {
  const event = structuredClone(examples[name]);
  event.id = newId('evt');
  event.createdAt = at.toISOString();
  if ('message' in event.data) {
    event.data.message.id = newId('msg');
    event.data.message.createdAt = at.toISOString();
    // ASCII alone: other text is a question of its own.
    event.data.message.content = 'Oi! Tem bolo de milho?';
  }
  return event;
}

const contentType = { 'content-type': 'application/json', 'user-agent': 'Atteny-Webhooks/1.0' };

/** A delivery signed as Atteny signs it. `text`: the body, where it is not what JSON.stringify would write. */
export async function signed(
  event: AnyEvent,
  options: Omit<SignOptions, 'body'>,
  text = JSON.stringify(event),
): Promise<Delivery> {
  const body = Buffer.from(text, 'utf8');
  const headers = await sign({ id: event.id, event: event.event, ...options, body });
  return { headers: { ...contentType, ...headers }, body };
}

/** The same delivery with some headers changed; undefined takes one away. Names match whatever their case. */
export function withHeaders(sent: Delivery, changes: Record<string, string | undefined>): Delivery {
  const changed = new Map(Object.entries(changes).map(([name, value]) => [name.toLowerCase(), value]));
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(sent.headers)) {
    const kept = changed.has(name.toLowerCase()) ? changed.get(name.toLowerCase()) : value;
    if (kept !== undefined) headers[name] = kept;
  }
  return { headers, body: sent.body };
}
