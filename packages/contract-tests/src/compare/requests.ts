import { subjects, type Subject } from '../contract/catalog.ts';
import { compose } from '../target/compose.ts';
import type { Request } from '../target/exchange.ts';
import type { Actor } from './side.ts';
import { roleOf, type Step } from './step.ts';
import type { Thing } from './story.ts';

/** Stands in a sequence for the address of the receiver that a run opens. */
export const receiverUrl = 'receiver:';

export function subjectOf(step: Step): Subject {
  return subjects.find(({ id }) => id === step.id) as Subject;
}

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

function withUrl(value: unknown, url: string): unknown {
  return typeof value === 'object' && value !== null && (value as { url?: unknown }).url === receiverUrl
    ? { ...value, url }
    : value;
}
