import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import type { components } from '@atteny/contract/public';
import { openReceiver } from '../target/receiver.ts';
import { Session } from './session.ts';
import type { Check, CheckContext, Result } from './check.ts';

type Schemas = components['schemas'];

/** States that things get into by themselves or by people elsewhere, as the public API shows them. */
export const states: Check = {
  name: 'states',
  title: 'a conversation, an endpoint and a failed attempt show what has become of them',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to do what people in the inbox do'),
  async *run(context) {
    if (!context.worlds) return;
    const session = new Session(context, await context.worlds.create());
    yield await conversation(session);
    yield await lastMessages(session);
    yield await endpoint(session);
    yield await attempts(context, session);
  },
};

async function conversation(session: Session): Promise<Result> {
  const { world } = session;
  const status = async (expected: Schemas['ConversationStatus'], why: string): Promise<void> => {
    const { data, exchange } = await session.call('listConversations', { query: { status: expected } }, 200);
    const found = (data as unknown as Schemas['Conversation'][]).some(
      ({ id }) => id === world.conversationId,
    );
    session.demand(found, exchange, 'state', `the conversation is not ${expected} ${why}`);
  };
  await world.mark(world.conversationId, 'PENDING');
  await status('PENDING', 'after people made it so');
  await world.mark(world.conversationId, 'CLOSED');
  await status('CLOSED', 'after people closed it');
  await session.call('sendMessage', { json: { content: 'Mais uma coisa' } }, 201);
  await status('OPEN', 'after the organization wrote');
  await world.mark(world.conversationId, 'CLOSED');
  await world.inbound({ phoneNumber: '+5511987654321', content: 'Esqueci de perguntar' });
  await status('OPEN', 'after the contact wrote');
  return session.result('conversation: pending, closed, and opened again by any message');
}

async function lastMessages(session: Session): Promise<Result> {
  for (const type of ['IMAGE', 'VIDEO', 'AUDIO', 'DOCUMENT'] as const) {
    const json = { content: 'Veja', type, mediaUrl: 'https://midia.padariaestrela.com.br/a' };
    const sent = await session.call('sendMessage', { json }, 201);
    await session.call('listMessages', {}, 200);
    const { data, exchange } = await session.call('listConversations', {}, 200);
    const [first] = data as unknown as Schemas['Conversation'][];
    session.demand(
      first?.lastMessage?.id === (sent.data['id'] as unknown) && first?.lastMessage?.type === type,
      exchange,
      'state',
      `the conversation does not show the ${type} that was sent last`,
    );
  }
  return session.result('conversation: whatever was sent last is its last message');
}

async function endpoint(session: Session): Promise<Result> {
  const events = ['message.created'];
  const { data } = await session.call(
    'createWebhookEndpoint',
    { json: { url: 'https://93.184.215.14/z', events } },
    201,
  );
  const path = { webhookId: String(data['id']) };
  await session.call('getWebhookEndpoint', { path }, 200);
  await session.call('updateWebhookEndpoint', { path, json: { status: 'DISABLED' } }, 200);
  const disabled = await session.call('getWebhookEndpoint', { path }, 200);
  const listed = await session.call('listWebhookEndpoints', {}, 200);
  const shown = [disabled.data, (listed.data as unknown as Record<string, unknown>[])[0] ?? {}];
  for (const each of shown) {
    session.demand(
      each['status'] === 'DISABLED' && each['disabledReason'] === 'MANUAL' && each['disabledAt'] !== null,
      disabled.exchange,
      'state',
      'an endpoint that was disabled by hand does not say so',
    );
  }
  await session.call('deleteWebhookEndpoint', { path }, 200);
  return session.result('endpoint: disabled by hand, and says so');
}

/** A failed attempt names its cause. A timeout takes its time, so slow receivers are a check; a forbidden address cannot be saved: the server’s own tests have that. */
async function attempts(context: CheckContext, session: Session): Promise<Result> {
  const plain = await openReceiver(context.recorder);
  const nobody = await listening(http.createServer());
  const babble = net.createServer((socket) =>
    socket.on('error', () => undefined).end('nada de HTTP\r\n\r\n'),
  );
  const babbling = await listening(babble);
  await new Promise((closed) => nobody.server.close(closed));
  const causes: [Schemas['WebhookAttemptError'], string][] = [
    ['CONNECTION_FAILED', `http://127.0.0.1:${nobody.port}/`],
    ['TLS_FAILED', plain.url.replace('http:', 'https:')],
    ['INVALID_RESPONSE', `http://127.0.0.1:${babbling.port}/`],
  ];
  try {
    for (const [cause, url] of causes) {
      const made = await session.call(
        'createWebhookEndpoint',
        { json: { url, events: ['message.sent'] } },
        201,
      );
      const path = { webhookId: String(made.data['id']) };
      const { data, exchange } = await session.call('testWebhookEndpoint', { path }, 200);
      const [attempt] = (data as unknown as Schemas['WebhookDelivery']).attempts;
      session.demand(
        attempt?.error === cause && attempt.statusCode === null,
        exchange,
        'state',
        `the attempt says ${String(attempt?.error)} (${String(attempt?.statusCode)}) instead of ${cause}`,
      );
      await session.call('listWebhookDeliveries', { path }, 200);
      await session.call('deleteWebhookEndpoint', { path }, 200);
    }
  } finally {
    plain.close();
    babble.close();
  }
  return session.result('attempts: refused, without TLS, without HTTP');
}

async function listening<S extends net.Server>(server: S): Promise<{ server: S; port: number }> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, port: (server.address() as AddressInfo).port };
}
