import { createHmac } from 'node:crypto';
import { webhooks, type WebhookEventName } from '@atteny/contract';
import { closedDocument, resolve, step } from '../contract/catalog.ts';
import { complaints, headerComplaints, type Complaint } from '../contract/validator.ts';
import type { Arrival } from '../target/exchange.ts';

interface Promised {
  name: string;
  required: boolean;
}

/**
 * Judges a delivery by the document's `webhooks` section: headers, body, and both signatures by the contract's recipe,
 * written again here so that signing and judging share no code. Empty: it keeps every promise.
 */
export function complaintsAbout(
  { headers, body }: Pick<Arrival, 'headers' | 'body'>,
  secret: string,
  now = Date.now(),
): Complaint[] {
  const event = headers['x-atteny-event'] as WebhookEventName | undefined;
  const id = Object.entries(webhooks).find(([, name]) => name === event)?.[0];
  if (id === undefined) {
    return [
      { place: '/headers/x-atteny-event', message: `X-Atteny-Event «${event}» is no event of the contract` },
    ];
  }
  const pointer = step('#', 'webhooks', id, 'post');
  const operation = closedDocument.webhooks?.[id] as { post: { parameters: unknown[] } };
  const found = operation.post.parameters.flatMap((entry, index): Complaint[] => {
    const { name, required } = resolve<Promised>(entry);
    const place = `/headers/${name.toLowerCase()}`;
    const value = headers[name.toLowerCase()];
    if (value === undefined) return required ? [{ place, message: `header ${name} is missing` }] : [];
    return headerComplaints(parameterSchema(pointer, index, entry), value).map(({ message }) => ({
      place,
      message: `header ${name}: ${message}`,
    }));
  });
  const json = parse(body) as { id?: string; event?: string } | undefined;
  if (json === undefined) return [...found, { place: '/body', message: 'the body is no JSON' }];
  const schema = step(pointer, 'requestBody', 'content', 'application/json', 'schema');
  for (const each of complaints(schema, json)) found.push({ ...each, place: `/body${each.place}` });
  if (json.event !== event) {
    const message = `event «${json.event}» in the body, «${event}» in the header`;
    found.push({ place: '/headers/x-atteny-event', message });
  }
  if (json.id !== headers['webhook-id']) {
    found.push({ place: '/headers/webhook-id', message: 'id of the body is not webhook-id' });
  }
  return [...found, ...signatures(headers, body, secret, now)];
}

/** Whether both signatures of a delivery are of a secret, whatever else is wrong with it. */
export function isSignedBy(secret: string, { headers, body }: Pick<Arrival, 'headers' | 'body'>): boolean {
  return isPageSignature(headers, body, secret) && isStandardSignature(headers, body, secret);
}

function isPageSignature(headers: Arrival['headers'], body: string, secret: string): boolean {
  return headers['x-atteny-signature'] === signed(headers, body, secret).page;
}

function isStandardSignature(headers: Arrival['headers'], body: string, secret: string): boolean {
  const { standard } = signed(headers, body, secret);
  return (headers['webhook-signature'] ?? '').split(' ').includes(standard);
}

interface Signed {
  page: string;
  standard: string;
}

/** What a delivery was signed with before: it is judged again in every sequence that it is part of. */
const known = new WeakMap<Arrival['headers'], Map<string, Signed>>();

function signed(headers: Arrival['headers'], body: string, secret: string): Signed {
  const stamp = `${headers['webhook-id']}.${headers['webhook-timestamp']}.`;
  const name = `${secret} ${stamp}${body}`;
  const before = known.get(headers) ?? new Map<string, Signed>();
  const found = before.get(name) ?? {
    page: `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`,
    standard: `v1,${createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
      .update(stamp + body, 'utf8')
      .digest('base64')}`,
  };
  known.set(headers, before.set(name, found));
  return found;
}

function signatures(headers: Arrival['headers'], body: string, secret: string, now: number): Complaint[] {
  const found: Complaint[] = [];
  const complain = (name: string, what: string): void =>
    void found.push({ place: `/headers/${name.toLowerCase()}`, message: `${name} ${what}` });
  if (!isPageSignature(headers, body, secret)) complain('X-Atteny-Signature', 'does not verify');
  if (!isStandardSignature(headers, body, secret)) complain('webhook-signature', 'does not verify');
  const age = Math.abs(now / 1000 - Number(headers['webhook-timestamp']));
  if (!(age < 60)) complain('webhook-timestamp', `is ${Math.round(age)} s away from real time`);
  return found;
}

function parameterSchema(pointer: string, index: number, entry: unknown): string {
  const reference = (entry as { $ref?: string }).$ref;
  return reference === undefined
    ? step(pointer, 'parameters', String(index), 'schema')
    : `${reference}/schema`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
