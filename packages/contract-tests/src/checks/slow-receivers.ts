import { delivery as promised } from '@atteny/contract';
import { openReceiver, type Receiver } from '../target/receiver.ts';
import type { Check, CheckContext, Result } from './check.ts';
import { Session } from './session.ts';

/** A receiver that does not answer at once, and the organization that writes to it. */
interface Slow {
  name: string;
  session: Session;
  receiver: Receiver;
  webhookId: string;
}

const begun = new WeakMap<CheckContext, { receivers: Receiver[]; all: Slow[]; failure?: unknown }>();

/** Attempts are given their time in real seconds: they are begun first of all, and looked at here. */
export const slowReceivers: Check = {
  name: 'slow receivers',
  title: 'a receiver that answers late is heard, and one that never answers is given up and tried again',
  skip: ({ worlds }) => (worlds ? undefined : 'needs --console, to move the clock to the next attempt'),
  async begin(context) {
    if (!context.worlds) return;
    const [late, never] = [await openReceiver(context.recorder), await openReceiver(context.recorder)];
    const started = { receivers: [late, never], all: [] as Slow[] };
    begun.set(context, started);
    try {
      started.all.push(
        await opened(context, late, { name: 'late: its answer counts', delayMs: 2000 }),
        await opened(context, never, {
          name: `never: given up after ${promised.timeoutSeconds} s, and tried again`,
          delayMs: Infinity,
        }),
      );
    } catch (failure) {
      // It is told where the check has its turn.
      begun.set(context, { ...started, failure });
    }
  },
  async *run(context) {
    const { receivers = [], all = [], failure } = begun.get(context) ?? {};
    try {
      if (failure !== undefined) throw failure;
      for (const slow of all) yield await seen(slow);
    } finally {
      for (const receiver of receivers) receiver.close();
    }
  },
};

async function opened(
  context: CheckContext,
  receiver: Receiver,
  { name, delayMs }: { name: string; delayMs: number },
): Promise<Slow> {
  if (!context.worlds) throw new TypeError('Only asked where there are worlds.');
  const session = new Session(context, await context.worlds.create());
  const json = { url: receiver.url, events: ['message.sent'] };
  const { data } = await session.call('createWebhookEndpoint', { json }, 201);
  receiver.delayMs = delayMs;
  await session.call('sendMessage', { json: { content: 'Sem pressa' } }, 201);
  await receiver.until(1);
  // Only the first attempt is kept waiting.
  receiver.delayMs = 0;
  return { name, session, receiver, webhookId: String(data['id']) };
}

async function seen({ name, session, receiver, webhookId }: Slow): Promise<Result> {
  const { world } = session;
  const look = async (): Promise<void> => {
    await session.call('listWebhookDeliveries', { path: { webhookId } }, 200);
    await session.call('getWebhookEndpoint', { path: { webhookId } }, 200);
  };
  await receiver.ended((promised.timeoutSeconds + 5) * 1000);
  await world.advance('1s');
  await look();
  await world.advance('1m');
  await look();
  return session.result(name);
}
