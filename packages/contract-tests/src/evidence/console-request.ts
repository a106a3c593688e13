import type { Doing } from '../oracle/timeline.ts';

/** What was done through a console, as a request to it. */
export function requestOf({ operation, input, worldId }: Doing): {
  method: string;
  path: string;
  body?: unknown;
} {
  const here = `/worlds/${worldId}`;
  const { conversationId, organizationId, id, key: _key, ...rest } = input;
  switch (operation) {
    case 'createWorld':
      return { method: 'POST', path: '/worlds', body: input };
    case 'updateWorld':
      return { method: 'PATCH', path: here, body: input };
    case 'simulateInboundMessage':
      return { method: 'POST', path: `${here}/inbound-messages`, body: input };
    case 'updateConversationStatus':
      return { method: 'PATCH', path: `${here}/conversations/${String(conversationId)}`, body: rest };
    case 'advanceClock':
      return { method: 'POST', path: `${here}/clock/advance`, body: input };
    case 'createApiKey':
      return { method: 'POST', path: `/organizations/${String(organizationId)}/keys`, body: rest };
    case 'updateApiKey':
      return {
        method: 'PATCH',
        path: `/organizations/${String(organizationId)}/keys/${String(id)}`,
        body: rest,
      };
    case 'revokeApiKey':
      return { method: 'DELETE', path: `/organizations/${String(organizationId)}/keys/${String(id)}` };
    case 'listJournalRequests':
    default:
      return { method: 'GET', path: `${here}/requests` };
  }
}
