import { sign } from './sign.ts';
import { verify, type VerifyOptions } from './verify.ts';

/** What a receiver's tests need: two secrets, a body, and deliveries of it. */
export const oldSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const newSecret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
export const now = new Date(1_773_669_862_000);
export const body = JSON.stringify({
  id: 'evt_1',
  event: 'message.created',
  createdAt: '2026-03-16T14:05:09.000Z',
  data: { message: { content: 'Olá! 🍞' } },
});

export const signed = () => sign({ body, secret: oldSecret, timestamp: now, deliveryId: 'dlv_1' });
export const rotating = () => sign({ body, secret: oldSecret, nextSecret: newSecret, timestamp: now });
/** The event, or the error. */
export const attempt = (options: Partial<VerifyOptions> & Pick<VerifyOptions, 'headers'>) =>
  verify({ body, secret: oldSecret, now, ...options }).catch((error: unknown) => error);

export function without(headers: object, ...names: string[]) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

export const standardHeaders = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
