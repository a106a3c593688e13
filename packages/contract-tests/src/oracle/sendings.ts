import { delivery as promised } from '@atteny/contract';
import {
  withEntry,
  type Event,
  type Outcome,
  type Receiving,
  type Seen,
  type Sending,
  type World,
} from './world.ts';

/** Milliseconds that a server may take to write down what it has seen of a receiver. */
export const settlingMs = 3000;

/** An event, on its way to every endpoint that wants it. */
export function happened(world: World, event: Event): World {
  if (!world.plan.hasWebhooks) return world;
  let after = world;
  for (const endpoint of world.endpoints.values()) {
    if (endpoint.status === 'ENABLED' && endpoint.events.includes(event.event)) {
      after = withSending(after, endpoint.id, {
        id: undefined,
        event,
        kind: 'EVENT',
        createdAt: event.createdAt,
        seen: [],
        shown: undefined,
        withdrawn: undefined,
      });
    }
  }
  return after;
}

export function withEndpoint(world: World, endpoint: Receiving): World {
  return { ...world, endpoints: withEntry(world.endpoints, endpoint.id, endpoint) };
}

export function withSending(world: World, webhookId: string, sending: Sending): World {
  const endpoint = world.endpoints.get(webhookId);
  return endpoint ? withEndpoint(world, { ...endpoint, sendings: [...endpoint.sendings, sending] }) : world;
}

/** The world with one sending changed; an event id that is learned holds for all that carry the event. */
export function withChanged(world: World, webhookId: string, before: Sending, after: Sending): World {
  const known = after.event.id !== undefined && before.event.id === undefined;
  let changed = world;
  for (const endpoint of world.endpoints.values()) {
    if (
      endpoint.id !== webhookId &&
      !(known && endpoint.sendings.some(({ event }) => event === before.event))
    ) {
      continue;
    }
    const sendings = endpoint.sendings.map((each) =>
      each === before ? after : known && each.event === before.event ? { ...each, event: after.event } : each,
    );
    changed = withEndpoint(changed, { ...endpoint, sendings });
  }
  return changed;
}

export const isSuccess = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

/** What became of a sending by what its receiver answered; undefined: it will be tried again. */
export function outcomeOf({ seen, kind }: Pick<Sending, 'seen' | 'kind'>): Outcome | undefined {
  const last = seen.at(-1);
  if (!last) return undefined;
  if (isSuccess(last.status)) return { kind: 'succeeded', at: last.answeredAt, from: last.endedFrom };
  if (kind !== 'TEST' && last.status === promised.disableOnStatus) {
    return { kind: 'gone', at: last.answeredAt, from: last.endedFrom };
  }
  if (kind === 'TEST' || seen.length >= promised.delaysSeconds.length) {
    return { kind: 'exhausted', at: last.answeredAt, from: last.endedFrom };
  }
  return undefined;
}

/** The shortest and the longest wait after an attempt, in milliseconds of the world. */
export function waitAfter(
  number: number,
  { retryAfter, retryAfterSlack = 0 }: Pick<Seen, 'retryAfter' | 'retryAfterSlack'>,
): { least: number; most: number } {
  const planned = (promised.delaysSeconds[number] ?? 0) * 1000;
  const [least, most] = [planned * (1 - promised.jitter), planned * (1 + promised.jitter)];
  if (retryAfter === null) return { least, most };
  const maximum = promised.retryAfterMaximumSeconds * 1000;
  const asked = Math.min(retryAfter, maximum);
  return {
    least: Math.max(least, asked - retryAfterSlack),
    most: Math.max(most, Math.min(asked * (1 + promised.jitter), maximum)),
  };
}

/** What of the outcomes is written down for certain, and what may or may not be, at a time of our clock. */
export function settle(endpoint: Receiving, now: number, certain = false): Receiving {
  let settled = endpoint;
  while (settled.unsettled.length > 0) {
    const [first, ...rest] = settled.unsettled;
    if (!first || (!certain && now - first.at < settlingMs)) break;
    settled = { ...counted(settled, first), unsettled: rest };
  }
  return settled;
}

/** The states that an endpoint may be in at a time of our clock: what its latest deliveries did to it may or may not be written down. */
export function possibleStates(endpoint: Receiving, now: number): Receiving[] {
  const states = [settle(endpoint, now)];
  for (let state = states[0]; state && state.unsettled.length > 0;) {
    const [first, ...rest] = state.unsettled;
    if (!first) break;
    state = { ...counted(state, first), unsettled: rest };
    states.push(state);
  }
  return states;
}

/** An endpoint after one more delivery was finished. Times that only the server knows are left to be learned. */
export function counted(endpoint: Receiving, outcome: Outcome): Receiving {
  if (outcome.kind === 'succeeded') return { ...endpoint, consecutiveFailures: 0 };
  if (outcome.kind === 'gone') {
    return endpoint.status === 'DISABLED' ? endpoint : disabledBy(endpoint, 'GONE', outcome);
  }
  const consecutiveFailures = endpoint.consecutiveFailures + 1;
  const after = { ...endpoint, consecutiveFailures };
  return consecutiveFailures >= promised.disableAfterFailedDeliveries && endpoint.status === 'ENABLED'
    ? disabledBy(after, 'FAILURES', outcome)
    : after;
}

/** Stands for an instant that the server has not told yet. */
export const untold = '';

function disabledBy(endpoint: Receiving, disabledReason: 'GONE' | 'FAILURES', { from }: Outcome): Receiving {
  return {
    ...endpoint,
    status: 'DISABLED',
    disabledReason,
    disabledAt: untold,
    updatedAt: untold,
    changedFrom: from,
    sendings: endpoint.sendings.map((each) => (isOpen(each) ? { ...each, withdrawn: 'failed' } : each)),
  };
}

/** Whether a sending may still be tried. */
export function isOpen(sending: Sending): boolean {
  return (
    sending.withdrawn !== 'failed' &&
    (sending.shown?.completedAt ?? null) === null &&
    outcomeOf(sending) === undefined
  );
}
