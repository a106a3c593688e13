import { observe, nothing, type Model } from '../oracle/oracle.ts';
import type { Asking, Doing, Entry } from '../oracle/timeline.ts';
import type { Response } from '../target/exchange.ts';
import { soundHeaders } from './fake-target.ts';

/** A world at one instant, as a run would have seen it come about. */
export const worldId = 'wld_1';
export const key = 'sk_live_a';
export const at = '2026-03-16T14:05:09.000Z';
const now = Date.parse(at);

export function doing(operation: Doing['operation'], input: Doing['input'], data: unknown): Doing {
  return { kind: 'console', worldId, operation, input, data, sent: now, received: now };
}

export const born = doing(
  'createWorld',
  {},
  {
    id: worldId,
    key,
    organization: {
      id: 'org_1',
      name: 'A',
      slug: 'a',
      plan: { name: 'A', hasAPI: true, hasWebhooks: true, monthlyQuota: null, requestsPerMinute: 120 },
    },
    apiKey: {
      name: 'A',
      prefix: 'sk_live_a',
      scopes: ['contacts:read', 'contacts:write', 'conversations:read', 'messages:read'],
      requestsPerMinute: null,
      expiresAt: null,
    },
    clock: { now: at, offsetMs: 0 },
  },
);

export const contact = (number: number) => ({
  id: `ctt_${number}`,
  phoneNumber: `+551190000000${number}`,
  name: `N${number}`,
  createdAt: at,
  updatedAt: at,
});

export const message = (number: number) => ({
  id: `msg_${number}`,
  conversationId: `cnv_${number}`,
  direction: 'INBOUND',
  type: 'TEXT',
  content: 'Oi',
  mediaUrl: null,
  mediaType: null,
  createdAt: at,
});

/** A contact wrote for the first time. */
export function wrote(number: number): Doing {
  const { phoneNumber, name } = contact(number);
  const conversation = { id: `cnv_${number}`, status: 'OPEN', createdAt: at, updatedAt: at };
  return doing(
    'simulateInboundMessage',
    { phoneNumber, name, content: 'Oi' },
    { message: message(number), conversation, contact: contact(number) },
  );
}

/** A GET and its reply, the first of its minute and month unless told otherwise. */
export function asked(
  path: string,
  status: number,
  json: unknown,
  headers: Record<string, string> = {},
): Asking {
  const text = JSON.stringify(json);
  const sound = { ...soundHeaders(status), vary: 'Origin', ...headers };
  const response: Response = { status, headers: sound, text, json };
  const request = { method: 'GET', path, headers: { authorization: `Bearer ${key}` }, body: undefined };
  return { kind: 'exchange', sent: now, received: now, exchange: { request, response } };
}

/** What is said of the last of several things. */
export function foundOf(...entries: readonly Entry[]): string[] {
  let model: Model = nothing;
  let said: string[] = [];
  for (const entry of entries) {
    const { model: after, found } = observe(model, entry);
    model = after;
    said = found.map(({ place, message: text, rule }) => `${rule}: ${place} ${text}`);
  }
  return said;
}
