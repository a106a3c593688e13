import { delivery as promised } from '@atteny/contract';
import { openReceiver } from '../target/receiver.ts';
import { Session } from './session.ts';
import type { Check } from './check.ts';

const redirects = [300, 301, 302, 303, 307, 308];
/** The limit is of bytes: texts of one and of two bytes a letter reach it at different lengths. */
const most = promised.responseBytes;
const bodies = ['', 'x'.repeat(most + 1), 'á'.repeat(most / 2 + 1)];

/** What an attempt shows of its receiver's answer: the model knows what was answered, here it is answered. */
export const answers: Check = {
  name: 'answers',
  title: 'an attempt shows where each redirect led, and as much of an answer as is kept',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to have a receiver of its own'),
  async *run(context) {
    if (!context.worlds) return;
    const receiver = await openReceiver(context.recorder);
    try {
      const session = new Session(context, await context.worlds.create());
      const json = { url: receiver.url, events: ['message.sent'] };
      const { data } = await session.call('createWebhookEndpoint', { json }, 201);
      const path = { webhookId: String(data['id']) };
      // A Test is over when it is answered.
      const test = () => session.call('testWebhookEndpoint', { path }, 200);
      receiver.headers = { location: 'https://receptor.example/entrar?ficha=segredo' };
      for (const status of [...redirects, 200]) {
        receiver.answer = status;
        await test();
      }
      receiver.headers = {};
      yield session.result('every redirect shows where it led, and a success does not');
      for (const body of bodies) {
        receiver.body = body;
        await test();
      }
      await session.call('listWebhookDeliveries', { path }, 200);
      yield session.result(`an answer is kept up to ${most} bytes, and no further`);
    } finally {
      receiver.close();
    }
  },
};
