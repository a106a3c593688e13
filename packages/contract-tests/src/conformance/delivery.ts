import { createHmac } from 'node:crypto';
import { webhooks, type WebhookEventName } from '@atteny/contract';
import { closedDocument, resolve, step } from '../contract/catalog.ts';
import { complaints, headerComplaints } from '../contract/validator.ts';
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
): string[] {
  const event = headers['x-atteny-event'] as WebhookEventName | undefined;
  const id = Object.entries(webhooks).find(([, name]) => name === event)?.[0];
  if (id === undefined) return [`X-Atteny-Event «${event}» is no event of the contract`];
  const pointer = step('#', 'webhooks', id, 'post');
  const operation = closedDocument.webhooks?.[id] as { post: { parameters: unknown[] } };
  const found = operation.post.parameters.flatMap((entry, index) => {
    const { name, required } = resolve<Promised>(entry);
    const value = headers[name.toLowerCase()];
    if (value === undefined) return required ? [`header ${name} is missing`] : [];
    return headerComplaints(parameterSchema(pointer, index, entry), value).map(
      (complaint) => `header ${name}: ${complaint}`,
    );
  });
  const json = parse(body) as { id?: string; event?: string } | undefined;
  if (json === undefined) return [...found, 'the body is no JSON'];
  found.push(...complaints(step(pointer, 'requestBody', 'content', 'application/json', 'schema'), json));
  if (json.event !== event) found.push(`event «${json.event}» in the body, «${event}» in the header`);
  if (json.id !== headers['webhook-id']) found.push('id of the body is not webhook-id');
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

function signatures(headers: Arrival['headers'], body: string, secret: string, now: number): string[] {
  const found: string[] = [];
  if (!isPageSignature(headers, body, secret)) found.push('X-Atteny-Signature does not verify');
  if (!isStandardSignature(headers, body, secret)) found.push('webhook-signature does not verify');
  const age = Math.abs(now / 1000 - Number(headers['webhook-timestamp']));
  if (!(age < 60)) found.push(`webhook-timestamp is ${Math.round(age)} s away from real time`);
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
