import type { Check } from './check.ts';
import { endpoint, hear, inRoom, look, send, type Room } from './room.ts';

/** What receivers answer, and what becomes of deliveries and endpoints by it: told by the model, provoked here. */
export const receivers: Check = {
  name: 'receivers',
  title:
    'what a receiver answers decides what becomes of its deliveries and of its endpoint, and nothing else does',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to let contacts write and to move the clock'),
  async *run(context) {
    yield await inRoom(context, 'each endpoint gets the events that it wants, and no other', subscriptions);
    yield await inRoom(context, 'a 2xx is a success, 204 too; a redirect and all else is none', answers);
    yield await inRoom(context, 'a receiver that asks for time gets it', retryAfter);
    yield await inRoom(context, 'failures are counted, a Test is not, and a success forgives them', counting);
    yield await inRoom(context, 'what failed is redelivered since an instant, once', redelivering);
    yield await inRoom(
      context,
      'a disabled endpoint gets nothing, and what waited comes when it is enabled',
      disabling,
    );
    yield await inRoom(context, 'a secret is changed with the usual overlap, twice, and at once', rotating);
    yield await inRoom(context, 'a plan without webhooks delivers nothing', withoutWebhooks);
  },
};

async function subscriptions({ session, receiver, other }: Room): Promise<void> {
  const both = await endpoint(session, receiver);
  const created = await endpoint(session, other, ['message.created']);
  await send(session, 'Só para quem quer');
  await hear(session, 'Para os dois');
  await session.call('updateContact', { json: { name: 'Maria Renomeada' } }, 200);
  await send(session, 'Com o nome novo');
  await session.world.advance('1s');
  await session.call(
    'updateWebhookEndpoint',
    { path: { webhookId: created }, json: { events: ['message.sent'] } },
    200,
  );
  await hear(session, 'Não mais');
  await send(session, 'Agora sim');
  await session.world.advance('1s');
  await look(session, both);
  await look(session, created);
  await session.call('deleteWebhookEndpoint', { path: { webhookId: created } }, 200);
  await session.call('listWebhookEndpoints', {}, 200);
  await send(session, 'Só um ainda');
  await session.world.advance('1s');
}

async function answers({ session, receiver }: Room): Promise<void> {
  const webhookId = await endpoint(session, receiver);
  const elsewhere = 'https://ana:segredo@receptor.example:8443/entrar;v=1/?ficha=segredo#fim';
  const answered: [number, string?][] = [
    [200],
    [201, '/criado'],
    [202],
    [204],
    [299],
    [301, receiver.url],
    [302, elsewhere],
    [307, '/com/barra/?ficha=segredo'],
    [308, 'mailto:ana@receptor.example'],
    [400],
    [404],
    [500],
    [503],
  ];
  for (const [status, location] of answered) {
    receiver.answer = status;
    receiver.headers = location === undefined ? {} : { location };
    await send(session, `Responda ${status}`);
    await session.world.advance('1s');
    await session.call('testWebhookEndpoint', { path: { webhookId } }, 200);
    await look(session, webhookId);
  }
  receiver.answer = 200;
  receiver.headers = {};
  await session.world.advance('4h');
  await look(session, webhookId);
}

async function retryAfter({ session, receiver }: Room): Promise<void> {
  const webhookId = await endpoint(session, receiver);
  for (const asked of ['120', '2', '7000']) {
    receiver.answer = 503;
    receiver.headers = { 'retry-after': asked };
    await send(session, `Volte em ${asked}`);
    await session.world.advance('1s');
    await look(session, webhookId);
  }
  await session.world.advance('1m');
  await look(session, webhookId);
  receiver.answer = 200;
  receiver.headers = {};
  await session.world.advance('3h');
  await look(session, webhookId);
}

async function counting({ session, receiver }: Room): Promise<void> {
  const webhookId = await endpoint(session, receiver, ['message.sent']);
  const fail = async (times: number): Promise<void> => {
    receiver.answer = 500;
    for (let index = 0; index < times; index += 1) await send(session, `Falha ${index}`);
    await session.world.advance('4h');
    await look(session, webhookId);
  };
  await fail(3);
  await session.call('testWebhookEndpoint', { path: { webhookId } }, 200);
  await look(session, webhookId);
  receiver.answer = 200;
  await send(session, 'Perdoa');
  await session.world.advance('1s');
  await look(session, webhookId);
  await fail(9);
  await session.call('testWebhookEndpoint', { path: { webhookId }, json: { event: 'message.sent' } }, 200);
  await session.call(
    'testWebhookEndpoint',
    { path: { webhookId }, json: { event: 'message.created' } },
    400,
    'validation_error',
  );
  await look(session, webhookId);
  await fail(1);
  await send(session, 'A um desativado');
  await session.world.advance('1s');
  await session.call('testWebhookEndpoint', { path: { webhookId } }, 200);
  await session.call('updateWebhookEndpoint', { path: { webhookId }, json: { status: 'ENABLED' } }, 200);
  await look(session, webhookId);
  await fail(1);
}

async function redelivering({ session, receiver, other }: Room): Promise<void> {
  const webhookId = await endpoint(session, receiver);
  const otherId = await endpoint(session, other, ['message.created']);
  receiver.answer = 500;
  for (let index = 0; index < 4; index += 1) await send(session, `Perdida ${index}`);
  await session.world.advance('4h');
  const { exchange } = await send(session, 'Depois');
  const since = String((exchange.response.json as { data?: { createdAt?: unknown } }).data?.createdAt);
  await session.world.advance('4h');
  await look(session, webhookId);
  const again = async (instant: string): Promise<void> => {
    await session.call(
      'redeliverFailedWebhookDeliveries',
      { path: { webhookId }, json: { since: instant } },
      202,
    );
    await session.world.advance('1s');
    await look(session, webhookId);
  };
  await again('2035-01-01T00:00:00.000Z');
  const failed = await session.call(
    'listWebhookDeliveries',
    { path: { webhookId }, query: { status: 'FAILED' } },
    200,
  );
  const [latest] = failed.data as unknown as { id: string; completedAt: string }[];
  // The instant itself is included.
  if (latest) await again(latest.completedAt);
  receiver.answer = 200;
  await again(since);
  await again('2020-01-01T00:00:00.000Z');
  await again('2020-01-01T00:00:00.000Z');
  const { data } = await session.call('listWebhookDeliveries', { path: { webhookId } }, 200);
  const [first] = data as unknown as { id: string }[];
  if (first) {
    const deliveryId = first.id;
    await session.call(
      'redeliverWebhookDelivery',
      { path: { webhookId: otherId, deliveryId } },
      404,
      'not_found',
    );
    await session.call('redeliverWebhookDelivery', { path: { webhookId, deliveryId } }, 202);
  }
  await session.world.advance('1s');
  for (const query of [{ limit: 3 }, { limit: 3, page: 2 }, { page: 9 }, { limit: 2, status: 'FAILED' }]) {
    await session.call('listWebhookDeliveries', { path: { webhookId }, query }, 200);
  }
}

async function disabling({ session, receiver, other }: Room): Promise<void> {
  const webhookId = await endpoint(session, receiver);
  await endpoint(session, other);
  receiver.answer = 503;
  await send(session, 'Vai esperar');
  await session.world.advance('1s');
  await session.call('updateWebhookEndpoint', { path: { webhookId }, json: { status: 'DISABLED' } }, 200);
  await look(session, webhookId);
  await send(session, 'Não vai');
  await hear(session, 'Nem isto');
  await session.world.advance('10m');
  await look(session, webhookId);
  receiver.answer = 200;
  await session.call(
    'updateWebhookEndpoint',
    { path: { webhookId }, json: { status: 'ENABLED', description: 'De volta' } },
    200,
  );
  await session.world.advance('1s');
  await look(session, webhookId);
  receiver.answer = 410;
  await send(session, 'Ninguém em casa');
  await session.world.advance('1s');
  await look(session, webhookId);
  await session.call(
    'redeliverFailedWebhookDeliveries',
    { path: { webhookId }, json: { since: '2020-01-01T00:00:00.000Z' } },
    409,
    'webhook_disabled',
  );
}

async function rotating({ session, receiver }: Room): Promise<void> {
  const webhookId = await endpoint(session, receiver);
  const rotate = async (json?: unknown): Promise<void> => {
    await session.call('rotateWebhookSecret', { path: { webhookId }, json }, 200);
    await send(session, 'Assinada');
    await session.call('testWebhookEndpoint', { path: { webhookId } }, 200);
    await session.world.advance('1s');
    await session.call('getWebhookEndpoint', { path: { webhookId } }, 200);
    await session.call('listWebhookEndpoints', {}, 200);
  };
  await rotate();
  await rotate({ overlapHours: 1 });
  await session.world.advance('2h');
  await send(session, 'Só a nova');
  await session.world.advance('1s');
  await rotate({});
  await session.world.advance('25h');
  await rotate({ overlapHours: 0 });
  await look(session, webhookId);
}

async function withoutWebhooks({ session, receiver }: Room): Promise<void> {
  await endpoint(session, receiver);
  await session.world.change({ hasWebhooks: false });
  await session.call('getMe', {}, 200);
  await send(session, 'A ninguém');
  await session.world.advance('1s');
  await session.world.change({ hasWebhooks: true });
  await send(session, 'Outra vez');
  await session.world.advance('1s');
  await session.call('listWebhookEndpoints', {}, 200);
}
