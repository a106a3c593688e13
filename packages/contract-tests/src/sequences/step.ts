import type { OperationId } from '@atteny/contract';
import { subjects, type Subject } from '../contract/catalog.ts';

/** Which thing a path parameter means: one made or seen so far, counted from the newest, or one that does not exist. */
export type Pick = { nth: number } | 'absent';

/** Who asks. `narrow` is a key with the scope contacts:read alone; where a side cannot make one, its whole key stands in. */
export type Credential = 'whole' | 'narrow' | 'unknown' | 'none';

/** A request body: JSON, or text under a media type of its own. */
export type Body = { json: unknown } | { raw: string; type: string };

/** One request of a sequence, in terms that mean the same on both sides: things by their part in the story, never by id. */
export interface Step {
  id: OperationId;
  picks: Record<string, Pick>;
  query: Record<string, unknown>;
  idempotencyKey?: string | undefined;
  body?: Body | undefined;
  credential: Credential;
}

/** What kind of thing a path parameter names. */
export const roleOf: Readonly<Record<string, Role>> = {
  contactId: 'contact',
  conversationId: 'conversation',
  webhookId: 'endpoint',
  deliveryId: 'delivery',
};

export type Role = 'contact' | 'conversation' | 'endpoint' | 'delivery';

/** What a successful reply to an operation adds to the story. */
export const makes: Partial<Record<OperationId, Role>> = {
  createContact: 'contact',
  createWebhookEndpoint: 'endpoint',
  testWebhookEndpoint: 'delivery',
  redeliverWebhookDelivery: 'delivery',
};

export function subjectOf(step: Step): Subject {
  return subjects.find(({ id }) => id === step.id) as Subject;
}

/** Stands in a step for the address of the receiver that a run opens. */
export const receiverUrl = 'receiver:';

export function withUrl(body: unknown, url: string): unknown {
  return typeof body === 'object' && body !== null && (body as { url?: unknown }).url === receiverUrl
    ? { ...body, url }
    : body;
}
