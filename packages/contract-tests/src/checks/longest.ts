import { limits, webhookEvents } from '@atteny/contract';
import { resolve, subjects, type Schema, type Subject } from '../contract/catalog.ts';
import { accepts } from '../contract/validator.ts';
import { compose, type Parts } from '../target/compose.ts';
import { openReceiver } from '../target/receiver.ts';
import { ask, expectReply, type Check, type CheckContext, type Result } from './check.ts';
import { Session } from './session.ts';

/** What is as long as the contract allows is no longer: counted in characters, and the body to the byte. */
export const longest: Check = {
  name: 'longest',
  title: 'texts as long as they may be, in characters of four bytes, and bodies of the most bytes are taken',
  skip: () => undefined,
  async *run(context) {
    const receiver = await openReceiver(context.recorder);
    try {
      for (const subject of subjects) {
        for (const { name, parts } of [...longestParts(subject), ...longestBody(subject)]) {
          // Each has its own: what one makes is not in the way of the next.
          const scene = await setScene(context, receiver.url);
          yield await taken(context, subject, { ...scene, ...parts }, `${subject.id} ${name}`);
        }
      }
    } finally {
      receiver.close();
    }
  },
};

/** An address that every target lets a receiver have. */
const publicAddress = 'https://93.184.215.14/';

async function setScene(context: CheckContext, url: string): Promise<Pick<Parts, 'key' | 'path'>> {
  if (!context.worlds) return { key: context.key };
  const world = await context.worlds.create();
  const json = { url, events: webhookEvents };
  const { data } = await new Session(context, world).call('createWebhookEndpoint', { json }, 201);
  const { key, contactId, conversationId } = world;
  return { key, path: { contactId, conversationId, webhookId: String(data['id']) } };
}

interface Longest {
  name: string;
  parts: Partial<Parts>;
}

/** A sound body of as many bytes as there may be. */
function longestBody({ body }: Subject): Longest[] {
  if (!body) return [];
  const json = JSON.stringify(body.examples[0]?.value);
  const padded = json + ' '.repeat(limits.requestBodyBytes - Buffer.byteLength(json));
  const parts = { raw: { body: padded, type: 'application/json' } };
  return [{ name: `with ${limits.requestBodyBytes} bytes`, parts }];
}

/** Every text of an operation that has a longest form, one at a time. */
function longestParts({ body, parameters }: Subject): Longest[] {
  const json = body?.examples[0]?.value as Record<string, unknown> | undefined;
  const { properties = {} } = resolve<{ properties?: Record<string, Schema> }>(body?.schema ?? {});
  const ofBody = Object.entries(properties).flatMap(([name, schema]) =>
    longestOf(schema).map((text) => ({ name: `/body/${name}`, parts: { json: { ...json, [name]: text } } })),
  );
  const ofParameters = parameters.flatMap(({ name, in: where, schema }) =>
    where === 'path'
      ? []
      : longestOf(schema)
          .filter((text) => where === 'query' || /^[ -~]*$/.test(text))
          .map((text) => ({
            name: `/${where}/${name}`,
            parts: {
              json,
              ...(where === 'query' ? { query: { [name]: text } } : { headers: { [name]: text } }),
            },
          })),
  );
  return [...ofBody, ...ofParameters];
}

/** The longest text of a schema: of emoji, or of what else it takes; none where it has no such bound. */
function longestOf(written: Schema): string[] {
  const {
    maxLength,
    format,
    examples = [],
  } = resolve<{
    maxLength?: number;
    format?: string;
    examples?: string[];
  }>(written);
  if (maxLength === undefined) return [];
  const seed = format === 'uri' ? publicAddress : (examples.find((each) => typeof each === 'string') ?? '');
  const texts = ['😀'.repeat(maxLength), seed.padEnd(maxLength, '0'), seed.padEnd(maxLength, 'a')];
  return texts.filter((text) => accepts(written, text)).slice(0, 1);
}

async function taken(context: CheckContext, subject: Subject, parts: Parts, name: string): Promise<Result> {
  const { exchange, violations } = await ask(context, subject, compose(subject, parts));
  const [success = 200] = subject.replies.keys();
  return { name, violations: [...violations, ...expectReply(subject, exchange, success)] };
}
