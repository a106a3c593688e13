import { createHmac } from 'node:crypto';
import type { SignOptions } from '@atteny/webhooks';

/** What a delivery's headers are made of: all of it known to the sender. */
type Signed = Required<Pick<SignOptions, 'secret' | 'event' | 'id' | 'deliveryId' | 'timestamp'>> &
  Pick<SignOptions, 'nextSecret'> & { readonly body: string };

/**
 * The headers that `sign` of @atteny/webhooks gives, at once. It runs wherever the web's cryptography does, which makes each
 * signature on another thread: the way there and back costs ten times as much as the signature.
 */
export function signatureHeaders({ body, secret, nextSecret, event, id, deliveryId, timestamp }: Signed) {
  const secrets = [secret, ...(nextSecret === undefined ? [] : [nextSecret])];
  const seconds = String(Math.floor(timestamp.getTime() / 1000));
  const content = `${id}.${seconds}.${body}`;
  const [current = '', next] = secrets.map(
    (key) => `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
  );
  const standard = secrets.map((key) => {
    const bytes = Buffer.from(key.slice('whsec_'.length), 'base64');
    return `v1,${createHmac('sha256', bytes).update(content).digest('base64')}`;
  });
  return {
    'X-Atteny-Signature': current,
    ...(next !== undefined && { 'X-Atteny-Signature-Next': next }),
    'X-Atteny-Event': event,
    'X-Atteny-Delivery': deliveryId,
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': standard.join(' '),
  };
}
