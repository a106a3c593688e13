import { webhookEvents } from '@atteny/contract';
import { type Check, mustAccept } from '../check.ts';
import { withHeaders } from '../delivery.ts';

/** Deliveries that Atteny sends, or may send some day: all of them are to be acknowledged. */
export const genuineChecks: readonly Check[] = [
  {
    id: 'every-event',
    async run(exam) {
      for (const name of webhookEvents) {
        const problem = await mustAccept(exam, await exam.genuine(exam.event(name)), 'refuses-a-known-event');
        if (problem) return problem;
      }
      return undefined;
    },
  },
  {
    id: 'raw-body',
    async run(exam) {
      const event = exam.event();
      // The same JSON, written with spaces and an escape that a parser and a writer would not bring back.
      const text = JSON.stringify(event, null, 2).replace('"id"', '"\\u0069d"');
      return mustAccept(exam, await exam.genuine(event, {}, text), 'body-not-raw');
    },
  },
  {
    id: 'utf-8',
    async run(exam) {
      const event = withContent(exam.event(), 'Pão de açúcar às 7h, combinado? 🍞');
      return mustAccept(exam, await exam.genuine(event), 'body-not-utf-8');
    },
  },
  {
    id: 'unknown-event',
    async run(exam) {
      const event = {
        ...exam.event(),
        event: 'conversation.archived',
        data: { conversation: { id: exam.newId('cnv') } },
      };
      return mustAccept(exam, await exam.genuine(event), 'refuses-unknown-event');
    },
  },
  {
    id: 'unknown-property',
    async run(exam) {
      const event = exam.event();
      const data = { ...event.data, labels: ['vip'] };
      return mustAccept(
        exam,
        await exam.genuine({ ...event, data, apiVersion: '2027-01-01' }),
        'refuses-unknown-property',
      );
    },
  },
  {
    id: 'nulls',
    async run(exam) {
      const event = exam.event();
      event.data['contact'] = { ...(event.data['contact'] as object), name: null };
      return mustAccept(exam, await exam.genuine(event), 'refuses-null');
    },
  },
  {
    id: 'largest-event',
    async run(exam) {
      const large = withContent(exam.event(), '🍞'.repeat(longestContent));
      const problem = await mustAccept(exam, await exam.genuine(large), 'refuses-large');
      // Where a single emoji is refused, it is not the size.
      const small = withContent(exam.event(), '🍞');
      return problem && ((await mustAccept(exam, await exam.genuine(small), 'body-not-utf-8')) ?? problem);
    },
  },
  {
    id: 'header-case',
    async run(exam) {
      for (const spelt of [(name: string) => name.toUpperCase(), (name: string) => name.toLowerCase()]) {
        const { headers, body } = await exam.genuine();
        const respelt = Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [spelt(name), value]),
        );
        const problem = await mustAccept(exam, { headers: respelt, body }, 'reads-headers-by-case');
        if (problem) return problem;
      }
      return undefined;
    },
  },
  {
    id: 'no-content-type',
    async run(exam) {
      return mustAccept(
        exam,
        withHeaders(await exam.genuine(), { 'content-type': undefined }),
        'wants-content-type',
      );
    },
  },
];

/** The contract's longest text, in characters; a test holds it to the document. */
export const longestContent = 4096;

interface Content {
  content: string;
}

function withContent<Event extends { data: Record<string, unknown> }>(event: Event, content: string): Event {
  event.data['message'] = { ...(event.data['message'] as Content), content };
  return event;
}
