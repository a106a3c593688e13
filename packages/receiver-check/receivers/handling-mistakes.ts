import { webhookEvents } from '@atteny/contract';
import { verify, type WebhookEvent, WebhookVerificationError } from '@atteny/webhooks';
import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, plain, type Receiver } from './receiver.ts';
import type { Mistake } from './signature-mistakes.ts';

/** What an event is answered with. */
type Handle = (event: WebhookEvent, headers: IncomingHttpHeaders) => Promise<number> | number;

/** A receiver that verifies as it should; what it makes of an event is made anew for each receiver. */
const verified =
  (create: () => Handle) =>
  (secret: string): Promise<Receiver> => {
    const handle = create();
    return plain(async (request, response) => {
      const body = await bodyOf(request);
      const { headers } = request;
      let event: WebhookEvent;
      try {
        event = await verify({ body, headers, secret });
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        response.writeHead(400).end();
        return;
      }
      response.writeHead(await handle(event, headers)).end();
    });
  };

const isKnown = (event: string): boolean => webhookEvents.some((known) => known === event);

export const handlingMistakes: readonly Mistake[] = [
  {
    name: 'an event that is not expected is a 400',
    start: verified(
      () =>
        ({ event }) =>
          isKnown(event) ? 200 : 400,
    ),
    found: ['refuses-unknown-event'],
  },
  {
    name: 'one event alone is expected',
    start: verified(
      () =>
        ({ event }) =>
          event === 'message.created' ? 200 : 422,
    ),
    found: ['refuses-a-known-event', 'refuses-unknown-event', 'refuses-genuine'],
  },
  {
    name: 'an event that is not expected is a 410',
    start: verified(
      () =>
        ({ event }) =>
          isKnown(event) ? 200 : 410,
    ),
    found: ['gone'],
  },
  {
    name: 'a closed schema',
    start: verified(() => (event) => {
      const known = new Set(['id', 'event', 'createdAt', 'data']);
      return Object.keys(event).every((name) => known.has(name)) ? 200 : 422;
    }),
    found: ['refuses-unknown-property'],
  },
  {
    name: 'every contact is taken to have a name',
    start: verified(() => (event) => {
      const names = 'contact' in event.data ? [event.data.contact.name as string] : [];
      return names.every((name) => name.toUpperCase() !== '') ? 200 : 400;
    }),
    found: ['refuses-null'],
  },
  {
    name: 'a delivery that was seen is a 409',
    start: verified(() => {
      const seen = new Set<unknown>();
      return (_event, { 'x-atteny-delivery': id }) => (seen.size === seen.add(id).size ? 409 : 200);
    }),
    found: ['refuses-repeated-delivery'],
  },
  {
    name: 'an event that was seen breaks a unique constraint',
    start: verified(() => {
      const rows = new Set<string>();
      return ({ id }) => {
        if (rows.size === rows.add(id).size) {
          throw new Error('duplicate key value violates unique constraint');
        }
        return 200;
      };
    }),
    found: ['refuses-repeated-delivery', 'refuses-repeated-event'],
  },
  {
    name: 'an event older than the newest is a conflict',
    start: verified(() => {
      let newest = '';
      return ({ createdAt }) => {
        const late = createdAt < newest;
        newest = late ? newest : createdAt;
        return late ? 409 : 200;
      };
    }),
    found: ['refuses-out-of-order'],
  },
  {
    name: 'the work is done before the answer',
    start: verified(() => async () => {
      await sleep(400);
      return 200;
    }),
    slowMs: 300,
    found: ['slow', 'slow-under-load'],
  },
  {
    name: 'one event after the other',
    start: verified(() => {
      let last = Promise.resolve();
      return async () => {
        last = last.then(() => sleep(100));
        await last;
        return 200;
      };
    }),
    slowMs: 4_000,
    found: ['slow-under-load'],
  },
  {
    name: 'ten at a time',
    start: verified(() => {
      let busy = 0;
      return async () => {
        if (busy >= 10) return 429;
        busy += 1;
        await sleep(20);
        busy -= 1;
        return 200;
      };
    }),
    found: ['refuses-under-load'],
  },
  {
    name: 'there is no answer',
    start: verified(() => () => new Promise<number>(() => undefined)),
    found: ['no-answer'],
  },
  {
    name: 'an answer without an end',
    start: (secret) =>
      plain(async (request, response) => {
        await verify({ body: await bodyOf(request), headers: request.headers, secret });
        response.writeHead(200).write('ok');
      }),
    found: ['no-answer'],
  },
  {
    name: 'JSON is read before anything is verified',
    start: (secret) =>
      plain(async (request, response) => {
        const body = await bodyOf(request);
        JSON.parse(body.toString('utf8'));
        const event = verify({ body, headers: request.headers, secret });
        response
          .writeHead(
            await event.then(
              () => 200,
              () => 400,
            ),
          )
          .end();
      }),
    found: ['crashes-on-empty', 'crashes-on-not-json', 'crashes-on-huge'],
  },
];
