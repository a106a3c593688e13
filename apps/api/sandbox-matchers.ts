import type { JournalDelivery, JournalRequest } from '@atteny/contract/console';
import type { SandboxWorld } from './sandbox-world.ts';

/** What a request has to have; what is left out may be anything. */
export type ExpectedRequest = Partial<
  Pick<JournalRequest, 'operationId' | 'method' | 'status' | 'code' | 'target'>
>;

/** What a delivery has to have; what is left out may be anything. */
export type ExpectedDelivery = Partial<Pick<JournalDelivery, 'event' | 'status' | 'webhookId' | 'kind'>>;

interface Result {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Matchers for Vitest and Jest: `expect.extend(matchers)`, then
 * `await expect(world).toHaveReceivedRequest({ operationId: 'sendMessage', status: 201 })`.
 */
export const matchers = {
  async toHaveReceivedRequest(world: SandboxWorld, expected: ExpectedRequest = {}): Promise<Result> {
    const requests = await world.requests();
    return judged(
      'request',
      requests,
      expected,
      ({ method, target, status }) => `${method} ${target} ${status}`,
    );
  },

  async toHaveDelivered(world: SandboxWorld, expected: ExpectedDelivery = {}): Promise<Result> {
    const wanted: ExpectedDelivery = { status: 'SUCCEEDED', ...expected };
    return judged(
      'delivery',
      await world.deliveries(),
      wanted,
      ({ event, status, webhookId }) => `${event} ${status} → ${webhookId}`,
    );
  },
};

function judged<Entry extends object>(
  kind: string,
  entries: readonly Entry[],
  expected: Partial<Entry>,
  line: (entry: Entry) => string,
): Result {
  const names = Object.keys(expected) as (keyof Entry)[];
  const pass = entries.some((entry) => names.every((name) => entry[name] === expected[name]));
  return {
    pass,
    message: () =>
      [
        `expected the world ${pass ? 'not ' : ''}to have a ${kind} with ${JSON.stringify(expected)}; it has${entries.length === 0 ? ' none' : ':'}`,
        ...entries.map((entry) => `  ${line(entry)}`),
      ].join('\n'),
  };
}
