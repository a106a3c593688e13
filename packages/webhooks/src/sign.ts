import { readEvent } from './payload.ts';
import type { WebhookHeaders } from './headers.ts';
import { toBytes, type RawBody } from './raw-body.ts';
import { attenyScheme, signBy, standardScheme, type Scheme } from './schemes.ts';

export interface SignOptions {
  /** The body exactly as it will travel. */
  body: RawBody;
  /** The endpoint's secret; during a rotation the one that is being replaced. */
  secret: string;
  /** During a rotation, the secret that takes over when the overlap ends. */
  nextSecret?: string | undefined;
  /** Name of the event; left out, the body's `event`. */
  event?: string;
  /** Id of the event; left out, the body's `id`. */
  id?: string;
  /** Id of the delivery, the same on each of its attempts; left out, a random one. */
  deliveryId?: string;
  /** When this attempt is sent; left out, now. Travels in whole Unix seconds. */
  timestamp?: Date;
}

/**
 * The headers of one attempt, as the contract gives them: for a receiver's own tests, and for the sender itself.
 * With `nextSecret`, X-Atteny-Signature stays with `secret`, X-Atteny-Signature-Next has the new one and
 * webhook-signature both.
 *
 * Errors: `InvalidSecretError`, `RawBodyError`; `InvalidPayloadError` when `id` or `event` must be read from a body
 * that has none.
 *
 * @example
 * const body = JSON.stringify(event);
 * await fetch(url, { method: 'POST', body, headers: await sign({ body, secret }) });
 */
export async function sign(options: SignOptions): Promise<WebhookHeaders> {
  const { secret, nextSecret, deliveryId = `dlv_${crypto.randomUUID()}`, timestamp = new Date() } = options;
  const body = toBytes(options.body);
  const headers = {
    'X-Atteny-Event': options.event ?? readEvent(body).event,
    'X-Atteny-Delivery': deliveryId,
    'webhook-id': options.id ?? readEvent(body).id,
    'webhook-timestamp': String(Math.floor(timestamp.getTime() / 1000)),
  };
  const delivery = { body, header: (name: keyof typeof headers) => headers[name] };
  const secrets = [secret].concat(nextSecret ?? []);
  const by = (scheme: Scheme) => Promise.all(secrets.map((each) => signBy(scheme, each, delivery)));
  const [current = '', next] = await by(attenyScheme);

  return {
    'X-Atteny-Signature': current,
    ...(next && { 'X-Atteny-Signature-Next': next }),
    ...headers,
    'webhook-signature': (await by(standardScheme)).join(' '),
  };
}
