import * as fc from 'fast-check';
import { subjects, type Subject } from '../contract/catalog.ts';
import type { WorldSettings } from '../target/worlds.ts';
import { phoneNumbers, weightedStep } from './arbitrary-step.ts';
import { Asking, Doing, type Command } from './commands.ts';
import { pathOf, letArrive } from './scene.ts';
import { subjectOf, type Pick, type Step } from './step.ts';

/** Sequences of what users, contacts, people in the inbox, receivers and time do, shrinking to the fewest that are needed. */
export function commandsOf(longest: number): fc.Arbitrary<Iterable<Command>> {
  return fc.oneof(
    ...neighbourhoods().map((near) =>
      fc.commands(
        [
          fc.oneof(
            { weight: 3, arbitrary: fc.oneof(...near.map(weightedStep)).map((step) => new Asking(step)) },
            { weight: 1, arbitrary: others },
          ),
        ],
        { maxCommands: longest, size: 'max' },
      ),
    ),
  );
}

/** All operations together, and those under each first segment with what makes something happen there. */
function neighbourhoods(): Subject[][] {
  const near = Map.groupBy(subjects, ({ operation }) => operation.path.split('/')[1] ?? '');
  const sending = subjects.filter(({ id }) => id === 'sendMessage');
  return [
    [...subjects],
    ...[...near]
      .filter(([, group]) => group.length > 1)
      .map(([name, group]) => (name === 'webhooks' ? [...group, ...sending] : group)),
  ];
}

const contents = ['Oi!', 'Tem pão de queijo? <b>&</b> "ção"', 'á'.repeat(400)];
const pick: fc.Arbitrary<Pick> = fc.record({ nth: fc.nat(2) });

/** What is done beside the API. */
const others: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ phoneNumber: fc.constantFrom(...phoneNumbers), content: fc.constantFrom(...contents) })
      .map((message) => new Doing('a contact writes', ({ world }) => world.inbound(message))),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(pick, fc.constantFrom('OPEN' as const, 'PENDING' as const, 'CLOSED' as const)).map(
      ([nth, status]) =>
        new Doing(`a conversation becomes ${status}`, async (scene) => {
          const id = pathOf(scene, { conversationId: nth })?.['conversationId'];
          if (id !== undefined) await scene.world.mark(id, status);
        }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(200, 204, 302, 410, 500).map(
      (status) =>
        new Doing(`the receiver answers ${status}`, async ({ world, receiver }) => {
          await world.advance('1s');
          receiver.answer = status;
        }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('1s', '61s', '10m', '3h', '25h')
      .map((by) => new Doing(`${by} pass`, ({ world }) => world.advance(by))),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<WorldSettings>(
        { monthlyQuota: 8 },
        { monthlyQuota: null },
        { requestsPerMinute: 5 },
        { requestsPerMinute: 100_000 },
        { hasWebhooks: false },
        { hasWebhooks: true },
        { hasAPI: false },
        { hasAPI: true },
      )
      .map((plan) => new Doing('the plan changes', ({ world }) => world.change(plan))),
  },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 1, max: 12 })
      // Sometimes more than a page, becoming a few where a few are enough.
      .map((number) => (number <= 10 ? number : 53))
      .map(
        (count) =>
          new Doing(`${count} contacts write`, async (scene) => {
            for (let index = 0; index < count; index += 1) {
              await scene.world.inbound({
                phoneNumber: `+55319000${String(index).padStart(5, '0')}`,
                content: `Olá ${index}`,
              });
              await letArrive(scene);
            }
          }),
      ),
  },
);

/** Every list as it is at the end: what was done has to show. */
export const reading: readonly Command[] = [
  new Doing('what is under way arrives', ({ world }) => world.advance('1s')),
  ...(
    [
      'getMe',
      'listContacts',
      'listConversations',
      'listMessages',
      'listWebhookEndpoints',
      'listWebhookDeliveries',
    ] as const
  ).map((id) => {
    const step: Step = { id, picks: {}, query: {}, credential: 'whole' };
    const names = subjectOf(step).parameters.map(({ name, in: where }) => [name, where] as const);
    const picks = names.filter(([, where]) => where === 'path').map(([name]) => [name, { nth: 0 }] as const);
    const query = names.some(([name]) => name === 'limit') ? { limit: 100 } : {};
    return new Asking({ ...step, picks: Object.fromEntries(picks), query });
  }),
];
