import { randomUUID } from 'node:crypto';
import { limits } from '@atteny/contract';
import { subjects, type Identifiers } from '../contract/catalog.ts';
import { openReceiver } from '../target/receiver.ts';
import { Session } from './session.ts';
import type { Check, CheckContext, Result } from './check.ts';

const nowhere = 'nao_existe_1';

/** What only a server that keeps state can hold: conflicts, isolation, idempotency, what a message does. */
export const promises: Check = {
  name: 'promises',
  title: 'conflicts, isolation of organizations, idempotency and the life of a conversation',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to have organizations of its own'),
  async *run(context) {
    if (!context.worlds) return;
    const session = new Session(context, await context.worlds.create());
    yield await contacts(session);
    yield await messages(session);
    yield* idempotency(session);
    yield await isolation(context, session);
    yield await endpointLimit(session);
  },
};

async function contacts(session: Session): Promise<Result> {
  const phoneNumber = '+5531965432109';
  const { data: made } = await session.call(
    'createContact',
    { json: { phoneNumber, name: 'Zélia 🥖' } },
    201,
  );
  const { data: got, exchange } = await session.call(
    'getContact',
    { path: { contactId: made['id'] ?? nowhere } },
    200,
  );
  session.demand(
    got['phoneNumber'] === phoneNumber && got['name'] === 'Zélia 🥖',
    exchange,
    'kept',
    'a created contact reads back otherwise',
  );
  await session.call('createContact', { json: { phoneNumber } }, 409, 'contact_exists');
  await session.call('updateContact', { json: { phoneNumber } }, 409, 'contact_exists');
  const { data: renamed, exchange: change } = await session.call(
    'updateContact',
    { path: { contactId: made['id'] ?? nowhere }, json: { name: null } },
    200,
  );
  session.demand(
    renamed['name'] === null && renamed['phoneNumber'] === phoneNumber,
    change,
    'kept',
    'an update changes what it names, and that alone',
  );
  const bare = await session.call('createContact', { json: { phoneNumber: '+5531965432110' } }, 201);
  session.demand(
    bare.data['name'] === null,
    bare.exchange,
    'kept',
    'a contact without a name has the name null',
  );
  for (const id of ['getContact', 'updateContact'] as const) {
    await session.call(
      id,
      { path: { contactId: nowhere }, json: id === 'getContact' ? undefined : { name: 'A' } },
      404,
      'not_found',
    );
  }
  return session.result('contacts: created, read back, changed, never two with one number');
}

async function messages(session: Session): Promise<Result> {
  const { data: sent, exchange } = await session.call('sendMessage', { json: { content: 'Olá! ☕' } }, 201);
  session.demand(
    sent['type'] === 'TEXT' &&
      sent['direction'] === 'OUTBOUND' &&
      sent['mediaUrl'] === null &&
      sent['content'] === 'Olá! ☕',
    exchange,
    'kept',
    'a bare text becomes an outbound TEXT without media',
  );
  const media = { mediaUrl: 'https://midia.padariaestrela.com.br/a.png', mediaType: 'image/png' };
  for (const type of ['IMAGE', 'VIDEO', 'AUDIO', 'DOCUMENT'] as const) {
    await session.call('sendMessage', { json: { content: 'Veja', type } }, 400, 'validation_error');
    const kept = await session.call('sendMessage', { json: { content: 'Veja', type, ...media } }, 201);
    session.demand(
      kept.data['type'] === type &&
        kept.data['mediaUrl'] === media.mediaUrl &&
        kept.data['mediaType'] === media.mediaType,
      kept.exchange,
      'kept',
      `${type} reads back otherwise`,
    );
  }
  const list = await session.call('listMessages', { query: { limit: 1 } }, 200);
  const first = (list.data as unknown as { type?: string }[])[0];
  session.demand(
    first?.type === 'DOCUMENT',
    list.exchange,
    'order',
    'the message sent last is not the first of the list',
  );
  const conversations = await session.call('listConversations', {}, 200);
  const open = (
    conversations.data as unknown as { id: string; status: string; lastMessage?: { type?: string } }[]
  ).find(({ id }) => id === session.world.conversationId);
  session.demand(
    open?.status === 'OPEN' && open.lastMessage?.type === 'DOCUMENT',
    conversations.exchange,
    'kept',
    'the conversation does not show its latest message',
  );
  for (const id of ['listMessages', 'sendMessage'] as const) {
    await session.call(
      id,
      { path: { conversationId: nowhere }, json: id === 'sendMessage' ? { content: 'Olá' } : undefined },
      404,
      'not_found',
    );
  }
  return session.result('messages: every type, the latest one leads');
}

async function* idempotency(session: Session): AsyncGenerator<Result> {
  const requests = [
    ['createContact', { phoneNumber: '+5531911112222', name: 'Uma vez' }, { phoneNumber: '+5531911113333' }],
    ['sendMessage', { content: 'Uma vez só' }, { content: 'Outra coisa' }],
  ] as const;
  for (const [id, json, other] of requests) {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await session.call(id, { json, headers }, 201);
    // What has become of it meanwhile is no matter of the first reply, and not undone by a repetition.
    await session.world.mark(session.world.conversationId, 'CLOSED');
    const path = id === 'createContact' ? { contactId: first.data['id'] ?? nowhere } : {};
    const change = await session.call('updateContact', { path, json: { name: 'Outro nome' } }, 200);
    const again = await session.call(id, { json, headers }, 201);
    const used = (exchange: typeof first.exchange): string | undefined =>
      exchange.response.headers['x-api-quota-used'];
    session.demand(
      again.exchange.response.text === first.exchange.response.text,
      again.exchange,
      'idempotency',
      'a repetition does not give the first reply',
    );
    session.demand(
      again.exchange.response.headers['idempotency-replayed'] === 'true',
      again.exchange,
      'idempotency',
      'a repetition does not say that it is one',
    );
    session.demand(
      first.exchange.response.headers['idempotency-replayed'] === undefined,
      first.exchange,
      'idempotency',
      'a first reply says that it is a repetition',
    );
    session.demand(
      used(again.exchange) === used(change.exchange),
      again.exchange,
      'idempotency',
      'a repetition is charged',
    );
    await session.call(id, { json: other, headers }, 409, 'idempotency_conflict');
    const key = { 'idempotency-key': randomUUID() };
    const twins = await Promise.all(
      [1, 2, 3, 4].map(() =>
        session.call(
          id,
          { json: id === 'sendMessage' ? json : { phoneNumber: '+5531911114444' }, headers: key },
          201,
        ),
      ),
    );
    const ids = new Set(twins.map(({ data }) => data['id'] as unknown));
    session.demand(
      ids.size === 1,
      first.exchange,
      'idempotency',
      `four at once with one key made ${ids.size} things`,
    );
    await session.call('listContacts', {}, 200);
    await session.call('listConversations', {}, 200);
    yield session.result(`${id}: the same key and body happen once, uncharged; another body conflicts`);
    yield await similarKeys(session, id);
  }
}

/** Keys that are almost the same are two keys. */
async function similarKeys(session: Session, id: 'createContact' | 'sendMessage'): Promise<Result> {
  const longest = `Pedido-${randomUUID()}`.padEnd(255, 'Ab');
  const keys = [
    longest,
    longest.toLowerCase(),
    longest.toUpperCase(),
    `${longest.slice(0, -1)}~`,
    longest.slice(0, -1),
    `!${longest.slice(1)}`,
  ];
  const bodyOf = (index: number): Record<string, string> =>
    id === 'createContact' ? { phoneNumber: `+55319222233${10 + index}` } : { content: `Pedido ${index}` };
  for (const repeated of [false, true]) {
    for (const [index, key] of keys.entries()) {
      const { exchange } = await session.call(
        id,
        { json: bodyOf(index), headers: { 'idempotency-key': key } },
        201,
      );
      session.demand(
        (exchange.response.headers['idempotency-replayed'] === 'true') === repeated,
        exchange,
        'idempotency',
        repeated ? 'a repetition does not say that it is one' : 'another key is taken for one used before',
      );
    }
  }
  return session.result(`${id}: keys that differ in case, in one character or in length are different keys`);
}

/** Ids of one organization are to another as if they did not exist, byte for byte, whoever asked for them before. */
async function isolation(context: CheckContext, owner: Session): Promise<Result> {
  const other = await context.worlds?.create();
  if (!other) return owner.result('isolation');
  const receiver = await openReceiver(context.recorder);
  const json = { url: receiver.url, events: ['message.sent'] };
  const hook = await owner.call('createWebhookEndpoint', { json }, 201);
  const webhookId = (hook.data['id'] as string | undefined) ?? nowhere;
  const tested = await owner.call('testWebhookEndpoint', { path: { webhookId } }, 200);
  receiver.close();
  const { contactId, conversationId } = owner.world;
  const deliveryId = (tested.data['id'] as string | undefined) ?? nowhere;
  const foreign: Identifiers = { contactId, conversationId, webhookId, deliveryId };
  const stranger = new Session(context, other);
  await estranged(stranger, foreign);
  // A server that remembers what it answered remembers as well to whom.
  for (const { id, operation } of subjects) {
    if (operation.method === 'get') await owner.call(id, { path: foreign }, 200);
  }
  await estranged(stranger, foreign);
  for (const { id, operation } of subjects) {
    if (operation.method === 'get') await owner.call(id, { path: foreign }, 200);
  }
  await stranger.call('createContact', { json: { phoneNumber: '+5531965432109' } }, 201);
  const own = await stranger.call('createWebhookEndpoint', { json }, 201);
  // A delivery of others is not found below an endpoint of one's own either.
  const path = { webhookId: (own.data['id'] as string | undefined) ?? nowhere, deliveryId };
  await stranger.call('redeliverWebhookDelivery', { path }, 404, 'not_found');
  await owner.call('deleteWebhookEndpoint', { path: { webhookId } }, 200);
  const found = stranger.result('');
  return {
    name: 'isolation: what is another organization’s does not exist',
    violations: [...owner.result('').violations, ...found.violations],
  };
}

/** Every operation, asked by who owns nothing of it. */
async function estranged(stranger: Session, foreign: Identifiers): Promise<void> {
  const absent = Object.fromEntries(Object.keys(foreign).map((name) => [name, nowhere]));
  for (const { id, operation, parameters, body } of subjects) {
    if (parameters.some((parameter) => parameter.in === 'path')) {
      const json = body?.examples[0]?.value;
      const theirs = await stranger.call(id, { path: foreign, json }, 404, 'not_found');
      const nothing = await stranger.call(id, { path: absent, json }, 404, 'not_found');
      stranger.demand(
        theirs.exchange.response.text === nothing.exchange.response.text,
        theirs.exchange,
        'isolation',
        'a foreign id and an absent one are answered differently',
      );
    } else if (operation.method === 'get') {
      const { data, exchange } = await stranger.call(id, {}, 200);
      const items = Array.isArray(data) ? (data as { id: string }[]) : [];
      const leaked = items.some((item) => Object.values(foreign).includes(item.id));
      stranger.demand(!leaked, exchange, 'isolation', 'a list shows what belongs to another organization');
    }
  }
}

async function endpointLimit(session: Session): Promise<Result> {
  const json = { url: 'https://93.184.215.14/y', events: ['message.created'] };
  for (let made = 0; made < limits.webhookEndpoints; made++) {
    await session.call('createWebhookEndpoint', { json }, 201);
  }
  await session.call('createWebhookEndpoint', { json }, 409, 'webhook_limit_reached');
  return session.result(`webhooks: ${limits.webhookEndpoints} endpoints and no more`);
}
