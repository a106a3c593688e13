import { webhookEvents } from '@atteny/contract';
import * as fc from 'fast-check';
import { subjects, type Subject } from '../contract/catalog.ts';
import { accepts } from '../contract/validator.ts';
import { arbitraryOf } from '../generate/arbitrary.ts';
import { fakedOf } from '../generate/faked.ts';
import type { Violation } from '../conformance/violation.ts';
import { compose, type Parts } from '../target/compose.ts';
import { openReceiver } from '../target/receiver.ts';
import { ask, expectReply, type Check, type CheckContext, type Result } from './check.ts';
import { Session } from './session.ts';

/** How many requests an operation gets from each generator. */
const rounds = { shrinking: 20, faked: 10 };

/** Where generated endpoint addresses lead on a target without worlds: any public address, by number. */
const publicOrigin = 'https://93.184.215.14';

/** What generated requests are about: things that exist, and an address that can be reached. */
interface Scene {
  key: string;
  path: Record<string, string>;
  origin: string;
}

/** Requests made from the schemas are accepted: never a 400, never a failure of the server's own. */
export const generatedValid: Check = {
  name: 'generated',
  title: 'requests generated from the schemas are accepted',
  skip: () => undefined,
  async *run(context) {
    const receiver = await openReceiver(context.recorder);
    try {
      for (const subject of subjects.filter(takesInput)) {
        // Each has its own: what one operation changes is not what another one finds.
        const scene = await setScene(context, receiver.url);
        yield await shrinking(context, scene, subject);
        if (subject.body) yield await faked(context, scene, subject);
      }
    } finally {
      receiver.close();
    }
  },
};

async function setScene(context: CheckContext, url: string): Promise<Scene> {
  if (!context.worlds) return { key: context.key, path: {}, origin: publicOrigin };
  const world = await context.worlds.create();
  const session = new Session(context, world);
  const { data } = await session.call('createWebhookEndpoint', { json: { url, events: webhookEvents } }, 201);
  const { contactId, conversationId } = world;
  return {
    key: world.key,
    path: { contactId, conversationId, webhookId: String(data['id']) },
    origin: new URL(url).origin,
  };
}

/** By fast-check: the smallest request that is refused is reported. */
async function shrinking(context: CheckContext, scene: Scene, subject: Subject): Promise<Result> {
  // The last that fails is the smallest: those in between that pass leave nothing.
  let smallest: Violation[] = [];
  const property = fc.asyncProperty(partsOf(subject), async (parts) => {
    const violations = await refused(context, scene, subject, parts);
    if (violations.length > 0) smallest = violations;
    return violations.length === 0;
  });
  const outcome = await fc.check(property, { seed: context.seed, numRuns: rounds.shrinking });
  if (outcome.failed && smallest.length === 0) throw outcome.errorInstance;
  return {
    name: `${subject.id} (${outcome.numRuns} requests, seed ${context.seed})`,
    violations: outcome.failed ? smallest : [],
  };
}

/** By json-schema-faker: bodies alone. */
async function faked(context: CheckContext, scene: Scene, subject: Subject): Promise<Result> {
  const bodies = fakedOf(subject.body?.schema ?? true, { seed: context.seed, count: rounds.faked });
  const violations: Violation[] = [];
  for (const json of bodies) violations.push(...(await refused(context, scene, subject, { json })));
  return { name: `${subject.id} (${bodies.length} faked bodies, seed ${context.seed})`, violations };
}

async function refused(
  context: CheckContext,
  scene: Scene,
  subject: Subject,
  parts: Omit<Parts, 'key'>,
): Promise<Violation[]> {
  const { key, path, origin } = scene;
  const json = reachable(parts.json, origin);
  const { exchange, violations } = await ask(
    context,
    subject,
    compose(subject, { ...parts, json, key, path }),
  );
  const { status } = exchange.response;
  return status === 400 || status >= 500
    ? [...violations, ...expectReply(subject, exchange, 200)]
    : violations;
}

/** Query and body; path parameters are the scene's. */
function partsOf(subject: Subject): fc.Arbitrary<Omit<Parts, 'key'>> {
  const query = subject.parameters.filter((parameter) => parameter.in === 'query');
  const model = Object.fromEntries(query.map(({ name, schema }) => [name, arbitraryOf(schema)]));
  const body = subject.body
    ? arbitraryOf(subject.body.schema).filter((value) => accepts(subject.body?.schema ?? true, value))
    : fc.constant(undefined);
  return fc.record({ query: fc.record(model, { requiredKeys: [] }), json: body });
}

/** A generated address keeps its path; its host becomes one that exists and that this run may call. */
function reachable(json: unknown, origin: string): unknown {
  if (typeof json !== 'object' || json === null || !('url' in json)) return json;
  const { pathname, search } = new URL(String(json.url));
  return { ...json, url: `${origin}${pathname}${search}` };
}

function takesInput(subject: Subject): boolean {
  return subject.body !== undefined || subject.parameters.some((parameter) => parameter.in === 'query');
}
