import { webhookEvents } from '@atteny/contract';
import { openReceiver, type Receiver } from '../target/receiver.ts';
import { Session } from './session.ts';
import type { CheckContext, Result } from './check.ts';

/** A world of its own, with receivers that answer as they are told. */
export interface Room {
  session: Session;
  receiver: Receiver;
  /** Another receiver, for a second endpoint. */
  other: Receiver;
}

export async function inRoom(
  context: CheckContext,
  name: string,
  story: (room: Room) => Promise<void>,
): Promise<Result> {
  if (!context.worlds) return { name, violations: [] };
  const [receiver, other] = [await openReceiver(context.recorder), await openReceiver(context.recorder)];
  try {
    const session = new Session(context, await context.worlds.create());
    await story({ session, receiver, other });
    // Whatever was still to come has come by the end of it.
    await session.world.advance('1s');
    return session.result(name);
  } finally {
    receiver.close();
    other.close();
  }
}

export async function endpoint(
  session: Session,
  { url }: Receiver,
  events: readonly string[] = webhookEvents,
): Promise<string> {
  const { data } = await session.call('createWebhookEndpoint', { json: { url, events } }, 201);
  return String(data['id']);
}

export const send = (session: Session, content: string) =>
  session.call('sendMessage', { json: { content } }, 201);
export const hear = (session: Session, content: string) =>
  session.world.inbound({ phoneNumber: '+5511987654321', content });
export const look = async (session: Session, webhookId: string): Promise<void> => {
  await session.call('getWebhookEndpoint', { path: { webhookId } }, 200);
  await session.call('listWebhookEndpoints', {}, 200);
  for (const status of [undefined, 'PENDING', 'SUCCEEDED', 'FAILED']) {
    await session.call(
      'listWebhookDeliveries',
      { path: { webhookId }, query: { limit: 100, ...(status !== undefined && { status }) } },
      200,
    );
  }
};
