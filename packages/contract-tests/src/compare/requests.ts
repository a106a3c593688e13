import { compose } from '../target/compose.ts';
import type { Request } from '../target/exchange.ts';
import type { Actor } from './compared-server.ts';
import { roleOf, subjectOf, withUrl, type Step } from '../sequences/step.ts';
import type { Thing } from './correspondence.ts';

/** The request of a step as one side (0 or 1) gets it. */
export function requestFor(
  step: Step,
  things: ReadonlyMap<string, Thing>,
  { actor, side, receiver }: { actor: Actor; side: 0 | 1; receiver: string },
): Request {
  const path = Object.fromEntries([...things].map(([name, thing]) => [name, thing.ids[side]]));
  const { body } = step;
  return compose(subjectOf(step), {
    key: actor.keys[step.credential],
    path,
    query: step.query,
    headers: step.idempotencyKey === undefined ? {} : { 'idempotency-key': step.idempotencyKey },
    ...(body && 'raw' in body && { raw: { body: body.raw, type: body.type } }),
    ...(body && 'json' in body && { json: withUrl(body.json, receiver) }),
  });
}

/** What the path parameters of a step name, by the story so far. */
export function roles(step: Step): [name: string, role: (typeof roleOf)[string]][] {
  return Object.keys(step.picks).map((name) => [name, roleOf[name] as NonNullable<(typeof roleOf)[string]>]);
}
