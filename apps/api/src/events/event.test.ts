import { consoleOperations, publicOperations, webhookEvents, webhooks } from '@atteny/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactStore } from '../contacts/store.ts';
import { messageHandlers } from '../conversations/handlers.ts';
import { openConversation } from '../conversations/status.ts';
import { type Handler, type Handlers, unrecorded } from '../operation-handler.ts';
import { dialects, openOwnDatabase, type OwnDatabase } from '../testing/databases.ts';
import { sampleEvent } from '../testing/event.ts';
import { organizationIn } from '../testing/organization.ts';
import { testClock } from '../testing/test-clock.ts';
import { type DomainEvent, type Emit, emitted } from './event.ts';

type Input = Parameters<Handler<'sendMessage'>>[0];

test('every event of the contract has an operation that declares it', () => {
  const operations = [...Object.values(publicOperations), ...Object.values(consoleOperations)];
  const declared = new Set<string>(operations.flatMap((operation) => [...operation.emits]));
  expect(declared).toEqual(new Set(webhookEvents));
});

describe('the compiler holds the events', () => {
  test('name and data go together', () => {
    const { at, data } = sampleEvent();
    // @ts-expect-error -- there is no such event
    const unknown: DomainEvent = { name: 'message.deleted', at, data };
    // @ts-expect-error -- the event carries its conversation too
    const partial: DomainEvent = { name: webhooks.onMessageSent, at, data: { message: data.message } };
    expect([unknown.name, partial.name]).toHaveLength(2);
  });

  test('an operation that declares an event has to hand it over', () => {
    const silent: Pick<Handlers, 'sendMessage'> = {
      // @ts-expect-error -- the reply lacks its events
      sendMessage: async () => ({ status: 201, body: { success: true, data: sampleEvent().data.message } }),
    };
    expect(silent.sendMessage).toBeTypeOf('function');
  });

  test('an operation that declares none has no means to write one', () => {
    const emit = (input: Parameters<Handler<'listContacts'>>[0], scope: never) =>
      // @ts-expect-error -- listContacts declares no event
      input.emit(scope, sampleEvent());
    // @ts-expect-error -- sendMessage declares message.sent, not message.created
    const other = (input: Input, scope: never) => input.emit(scope, sampleEvent());
    expect([emit, other]).toHaveLength(2);
  });
});

describe.each(dialects)('a message and its event on %s', (dialect) => {
  let own: OwnDatabase;
  beforeAll(async () => {
    own = await openOwnDatabase(dialect);
  });
  afterAll(() => own.close());

  async function send(emit: Emit) {
    const scope = await organizationIn(own.database, testClock());
    const contact = await contactStore(scope).create('+5511911111111', null);
    const conversationId = await scope.transaction((inside) => openConversation(inside, contact?.id ?? ''));
    const asked = { params: { conversationId }, body: { content: 'Oi' }, organization: { scope } };
    const input = { ...asked, emit, recorded: unrecorded };
    return {
      reply: messageHandlers.sendMessage(input as unknown as Input),
      messages: () =>
        scope.db
          .selectFrom('messages')
          .select('id')
          .where('organization_id', '=', scope.organizationId)
          .execute(),
    };
  }

  test('the event is that of the message, in its transaction', async () => {
    const events: DomainEvent[] = [];
    const { reply } = await send(async (scope, event) => {
      expect(scope.insideTransaction).toBe(true);
      events.push(event as DomainEvent);
      return emitted(event.name);
    });
    const { body } = await reply;
    expect(events).toMatchObject([
      { name: webhooks.onMessageSent, data: { message: body.success && body.data } },
    ]);
  });

  test('a message whose event cannot be written is not there', async () => {
    const { reply, messages } = await send(() => Promise.reject(new Error('no')));
    await expect(reply).rejects.toThrow('no');
    expect(await messages()).toEqual([]);
  });
});
