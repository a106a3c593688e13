import { type WebhookEventName, webhooks } from '@atteny/contract';
import { publicDocument } from '@atteny/contract/documents';

type Example = { value?: { data?: unknown } };

/** What a sample of each event carries: the first example that the contract gives of it. */
const samples = new Map(
  Object.entries(webhooks).map(([id, event]): [WebhookEventName, unknown] => {
    const item = publicDocument.webhooks?.[id];
    const body = item && 'post' in item ? item.post?.requestBody : undefined;
    const examples = body && 'content' in body ? body.content['application/json']?.examples : undefined;
    const [example] = Object.values(examples ?? {}) as Example[];
    if (example?.value?.data === undefined) throw new Error(`The contract has no example of ${event}.`);
    return [event, example.value.data];
  }),
);

/** The body of a sample event, as text; `at` is world time in milliseconds. */
export function sampleBody(event: WebhookEventName, eventId: string, at: number): string {
  return JSON.stringify({
    id: eventId,
    event,
    createdAt: new Date(at).toISOString(),
    data: samples.get(event),
  });
}
