import type { delivery as ofContract } from '@atteny/contract';
import { MalformedHeaderError, SignatureMismatchError, TimestampOutOfToleranceError } from './errors.ts';
import type { WebhookEvent } from './event.ts';
import { readHeader, requireHeader, type ReceivedHeaders, type WebhookHeaderName } from './headers.ts';
import { readEvent } from './payload.ts';
import { toBytes, type RawBody } from './raw-body.ts';
import { attenyScheme, isSame, signBy, standardScheme, type Delivery, type Scheme } from './schemes.ts';

export interface VerifyOptions {
  /** The body exactly as it arrived, before any JSON parser. */
  body: RawBody;
  /** All headers of the request. */
  headers: ReceivedHeaders;
  /**
   * The endpoint's secret; during a rotation both, in any order. It may come straight out of an environment: one that is
   * missing is refused with a clear sentence.
   */
  secret: string | undefined | readonly (string | undefined)[];
  /** How many seconds `webhook-timestamp` may be away from now; 300 when left out. */
  tolerance?: number;
  /**
   * Refuses a delivery without the Standard Webhooks headers, the only ones that protect against replay. Off by
   * default: they are an inferred part of the contract. Without them, drop repetitions by the event's `id`.
   */
  requireTimestamp?: boolean;
  /** What time it is; left out, the clock. */
  now?: Date;
}

/**
 * The event of a delivery, once every signature scheme that came with it has been verified in constant time.
 *
 * Errors: a `WebhookVerificationError` (`MissingHeaderError`, `MalformedHeaderError`, `SignatureMismatchError`,
 * `TimestampOutOfToleranceError`, `InvalidPayloadError`) when the request is not to be trusted; `RawBodyError`,
 * `InvalidSecretError` and, without headers, a `TypeError` when the receiver's own code is wrong.
 *
 * @example
 * const event = await verify({ body: await request.text(), headers: request.headers, secret });
 * if (event.event === 'message.created') console.log(event.data.message.content);
 */
export async function verify(options: VerifyOptions): Promise<WebhookEvent> {
  const {
    headers,
    secret,
    // The compiler holds it to the contract's own figure.
    tolerance = 300 satisfies (typeof ofContract)['timestampToleranceSeconds'],
    now = new Date(),
    requireTimestamp,
  } = options;
  const header = (name: WebhookHeaderName) => requireHeader(headers, name);
  const plain = readHeader(headers, attenyScheme.header);
  const isStandard = requireTimestamp || readHeader(headers, standardScheme.header) !== undefined;
  // First what the sender left out: an empty request, of which some frameworks give no body at all, is its fault.
  header((isStandard ? standardScheme : attenyScheme).header);
  const delivery = { body: toBytes(options.body), header };
  // An empty list is a missing secret.
  const secrets = secret?.length ? [secret].flat() : [undefined];

  if (plain !== undefined) {
    // A receiver that has only the new secret during a rotation finds its signature beside the old one.
    const next = readHeader(headers, 'X-Atteny-Signature-Next') ?? [];
    await check(attenyScheme, [plain].concat(next), secrets, delivery);
  }
  if (isStandard) {
    // The contract sends two at most; an attacker's long list buys no work.
    await check(standardScheme, header(standardScheme.header).split(' ', 4), secrets, delivery);
    const age = Math.floor(now.getTime() / 1000) - Number(header('webhook-timestamp'));
    // Written so that NaN on either side is refused.
    if (!(Math.abs(age) <= tolerance)) {
      throw new TimestampOutOfToleranceError(
        `Enviada há ${age} s, além dos ${tolerance} s tolerados.`,
        'webhook-timestamp',
      );
    }
  }
  return readEvent(delivery.body);
}

/** Lets pass what one of the secrets signed. Signatures of a later version of a scheme are skipped. */
async function check(
  scheme: Scheme,
  written: readonly string[],
  secrets: readonly (string | undefined)[],
  delivery: Delivery,
): Promise<void> {
  const { header, form } = scheme;
  const signatures = written.filter((text) => form.test(text));
  if (!signatures[0]) {
    throw new MalformedHeaderError(`${header} não tem a forma do contrato.`, header);
  }
  const genuine = await Promise.all(secrets.map((secret) => signBy(scheme, secret, delivery)));
  if (!genuine.some((one) => signatures.some((other) => isSame(one, other)))) {
    // Lambda and API Gateway hand a body over in base64, which never begins as JSON does.
    const hint = delivery.body[0] === 0x7b ? '' : ' (está em base64?)';
    throw new SignatureMismatchError(
      `${header} não confere: o segredo é outro, ou o corpo mudou${hint}.`,
      header,
    );
  }
}
