import type { Check } from './check.ts';
import { endpoint, hear, inRoom, look, send, type Room } from './room.ts';

/** What is sent by each attempt, and what is made of its answer: told by the model, provoked here. */
export const attempts: Check = {
  name: 'attempts',
  title: 'every attempt tells what happened as it was then, signed as of now, and a 2xx alone ends it well',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to let contacts write and to move the clock'),
  async *run(context) {
    yield await inRoom(context, 'an event is what it was when it happened, in every attempt', events);
    yield await inRoom(
      context,
      'a secret that is done with signs nothing that is tried again',
      renewedSecret,
    );
    yield await inRoom(context, 'every 2xx is a success, and nothing else', statuses);
    yield await inRoom(context, 'whatever the failure, a receiver that asks for time gets it', retryAfter);
  },
};

const longest = 'á'.repeat(4096);

async function events({ session, receiver }: Room): Promise<void> {
  const webhookId = await endpoint(session, receiver);
  const { world } = session;
  receiver.answer = 503;
  await send(session, 'Com a conversa aberta');
  for (const status of ['PENDING', 'CLOSED'] as const) {
    for (const say of [send, hear]) {
      await world.mark(world.conversationId, status);
      await say(session, `Com a conversa ${status}`);
    }
  }
  for (const say of [send, hear]) await say(session, longest);
  await world.advance('1s');
  const phoneNumber = '+5511987650000';
  await session.call('updateContact', { json: { phoneNumber, name: 'Maria de Souza' } }, 200);
  await world.mark(world.conversationId, 'CLOSED');
  await look(session, webhookId);
  // What waits is tried again; what is new has the contact as it is now.
  receiver.answer = 200;
  await world.advance('10s');
  await send(session, 'Para o número novo');
  await world.inbound({ phoneNumber, content: 'Do número novo' });
  await world.advance('1s');
  await look(session, webhookId);
}

async function renewedSecret({ session, receiver }: Room): Promise<void> {
  const webhookId = await endpoint(session, receiver);
  const path = { webhookId };
  receiver.answer = 503;
  await send(session, 'Assinada com o primeiro');
  await session.world.advance('1s');
  await look(session, webhookId);
  await session.call('rotateWebhookSecret', { path, json: { overlapHours: 0 } }, 200);
  await session.world.advance('10s');
  await look(session, webhookId);
  await session.call('rotateWebhookSecret', { path, json: { overlapHours: 1 } }, 200);
  receiver.answer = 200;
  await session.world.advance('10m');
  await look(session, webhookId);
}

/** Codes that HTTP has for an answer, and one of each class that it has not; 410 has a story of its own. */
const answered = [
  203, 205, 206, 207, 208, 226, 250, 300, 303, 304, 305, 399, 401, 408, 425, 429, 499, 501, 599,
];

async function statuses({ session, receiver }: Room): Promise<void> {
  const webhookId = await endpoint(session, receiver, ['message.sent']);
  for (const [index, status] of answered.entries()) {
    receiver.answer = status;
    await send(session, `Responda ${status}`);
    await receiver.until(index + 1);
  }
  await session.world.advance('1s');
  await look(session, webhookId);
  receiver.answer = 200;
  await session.world.advance('10s');
  await look(session, webhookId);
}

async function retryAfter({ session, receiver }: Room): Promise<void> {
  const webhookId = await endpoint(session, receiver, ['message.sent']);
  const failures = [302, 400, 404, 429, 500, 502];
  const ways = [
    (seconds: number) => String(seconds),
    (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString(),
  ];
  for (const [index, status] of failures.entries()) {
    for (const [way, write] of ways.entries()) {
      receiver.answer = status;
      receiver.headers = { 'retry-after': write(600 + 60 * index) };
      await send(session, `Responda ${status}, e volte depois`);
      await receiver.until(ways.length * index + way + 1);
    }
  }
  await session.world.advance('1s');
  await look(session, webhookId);
  receiver.answer = 200;
  receiver.headers = {};
  await session.world.advance('30m');
  await look(session, webhookId);
}
