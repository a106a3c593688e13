import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactStore } from '../contacts/store.ts';
import { conversationStore } from './store.ts';
import { dialects, type OwnDatabase, openOwnDatabase } from '../testing/databases.ts';
import { organizationIn } from '../testing/organization.ts';
import { testClock } from '../testing/test-clock.ts';
import { setStatus } from './status.ts';
import { messageStore, type WrittenMessage } from './message-store.ts';

describe.each(dialects)('conversations and messages on %s', (dialect) => {
  let own: OwnDatabase;
  const clock = testClock();
  beforeAll(async () => {
    own = await openOwnDatabase(dialect);
  });
  afterAll(() => own.close());

  const said = (content: string) => ({ type: 'TEXT' as const, content, mediaUrl: null, mediaType: null });
  const page = { page: 1, limit: 20 };

  async function bakery() {
    const scope = await organizationIn(own.database, clock);
    const store = messageStore(scope);
    const written: (WrittenMessage | undefined)[] = [];
    const message = async (writing: Promise<WrittenMessage | undefined>) => {
      const one = await writing;
      written.push(one);
      return one?.message;
    };
    const messages = {
      list: (...which: Parameters<typeof store.list>) => store.list(...which),
      send: (...what: Parameters<typeof store.send>) => message(store.send(...what)),
      receive: (...what: Parameters<typeof store.receive>) => message(store.receive(...what)),
    };
    const contact = async (phoneNumber: string) =>
      (await contactStore(scope).create(phoneNumber, null))?.id ?? '';
    return { scope, written, messages, contact, conversations: conversationStore(scope) };
  }

  test('the first message of a contact opens its one conversation', async () => {
    const { messages, contact, conversations } = await bakery();
    const contactId = await contact('+5511911111111');
    const first = await messages.receive(contactId, said('Oi'));
    clock.advance(1);
    const second = await messages.receive(contactId, said('Tudo bem?'));
    expect(second?.conversationId).toBe(first?.conversationId);
    const { items, total } = await conversations.list(page);
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ status: 'OPEN', contact: { id: contactId }, lastMessage: second });
  });

  test('the conversation with the latest message comes first', async () => {
    const { messages, contact, conversations } = await bakery();
    const [one, two] = [await contact('+5511911111111'), await contact('+5511922222222')];
    const first = await messages.receive(one, said('1'));
    clock.advance(1);
    await messages.receive(two, said('2'));
    clock.advance(1);
    await messages.send(first?.conversationId ?? '', said('3'));
    const { items } = await conversations.list(page);
    expect(items.map(({ contact: { id } }) => id)).toEqual([one, two]);
  });

  test('of messages written at once the last one is that of the list, whichever was committed first', async () => {
    const { scope, messages, contact, conversations } = await bakery();
    const { conversationId = '' } =
      (await messages.receive(await contact('+5511911111111'), said('1'))) ?? {};
    clock.advance(10);
    const later = await messages.send(conversationId, said('2'));
    const before = { ...scope, now: () => clock.now() - 5 };
    before.transaction = (work) => scope.transaction((inside) => work({ ...inside, now: before.now }));
    await messageStore(before).send(conversationId, said('3'));
    const { items } = await conversations.list(page);
    expect(items[0]?.lastMessage).toEqual(later);
    expect((await messages.list(conversationId, page))?.items[0]).toEqual(later);
  });

  test('any message reopens a closed conversation, and the totals of each status follow', async () => {
    const { scope, messages, contact, conversations } = await bakery();
    const message = await messages.receive(await contact('+5511911111111'), said('Oi'));
    const id = message?.conversationId ?? '';
    await setStatus(scope, id, 'CLOSED');
    expect((await conversations.list({ ...page, status: 'CLOSED' })).total).toBe(1);
    expect((await conversations.list({ ...page, status: 'OPEN' })).items).toEqual([]);
    await messages.send(id, said('De novo'));
    expect((await conversations.list({ ...page, status: 'CLOSED' })).total).toBe(0);
    expect(await conversations.list({ ...page, status: 'OPEN' })).toMatchObject({
      total: 1,
      items: [{ id }],
    });
  });

  test('messages that reopen a conversation at once are all there, and it is counted once', async () => {
    const { scope, messages, contact, conversations } = await bakery();
    const message = await messages.receive(await contact('+5511911111111'), said('Oi'));
    const id = message?.conversationId ?? '';
    const atOnce = () =>
      Promise.all(Array.from({ length: 8 }, (_, nth) => messages.send(id, said(String(nth)))));
    // The first time every one of them opens a connection, and they do not meet.
    await atOnce();
    await setStatus(scope, id, 'CLOSED');
    await atOnce();
    expect((await messages.list(id, page))?.total).toBe(17);
    expect((await conversations.list({ ...page, status: 'OPEN' })).total).toBe(1);
    expect((await conversations.list({ ...page, status: 'CLOSED' })).total).toBe(0);
  });

  test('messages are listed newest first, with the total of their conversation', async () => {
    const { messages, contact } = await bakery();
    const first = await messages.receive(await contact('+5511911111111'), said('1'));
    const id = first?.conversationId ?? '';
    await messages.receive(await contact('+5511922222222'), said('elsewhere'));
    for (const content of ['2', '3']) {
      clock.advance(1);
      await messages.send(id, said(content));
    }
    const found = await messages.list(id, { page: 1, limit: 2 });
    expect(found?.items.map(({ content }) => content)).toEqual(['3', '2']);
    expect(found?.total).toBe(3);
    expect((await messages.list(id, { page: 3, limit: 2 }))?.items).toEqual([]);
  });

  test('each message is handed back with what came of it', async () => {
    const { messages, contact, written } = await bakery();
    const contactId = await contact('+5511911111111');
    const inbound = await messages.receive(contactId, said('Oi'));
    const outbound = await messages.send(inbound?.conversationId ?? '', said('Olá'));
    expect(written.map((one) => one?.message)).toEqual([inbound, outbound]);
    expect(written[1]).toMatchObject({ contact: { id: contactId }, conversation: { status: 'OPEN' } });
  });

  test('another organization’s conversation is none', async () => {
    const [one, two] = [await bakery(), await bakery()];
    const message = await one.messages.receive(await one.contact('+5511911111111'), said('Oi'));
    const id = message?.conversationId ?? '';
    expect(await two.messages.list(id, page)).toBeUndefined();
    expect(await two.messages.send(id, said('X'))).toBeUndefined();
    expect(await two.messages.receive(message?.id ?? '', said('X'))).toBeUndefined();
  });

  test('a row cannot refer to another organization’s', async () => {
    const [one, two] = [await bakery(), await bakery()];
    const contactId = await one.contact('+5511911111111');
    const row = { id: 'cnv_x', contact_id: contactId, status: 'OPEN' as const, last_message_at: 1 };
    const times = { created_at: 1, updated_at: 1, organization_id: two.scope.organizationId };
    const crossing = two.scope.db
      .insertInto('conversations')
      .values({ ...row, ...times })
      .execute();
    await expect(crossing).rejects.toThrow(/foreign key/i);
  });
});
