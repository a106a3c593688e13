import type { delivery } from '@atteny/contract';
import { MalformedHeaderError, SignatureMismatchError, TimestampOutOfToleranceError } from './errors.ts';
import type { WebhookEvent } from './event.ts';
import { readHeader, requireHeader, type ReceivedHeaders, type WebhookHeaderName } from './headers.ts';
import { readEvent } from './payload.ts';
import { toBytes, type RawBody } from './raw-body.ts';
import { attenyScheme, matchesAny, standardScheme, type Scheme, type Signed } from './schemes.ts';

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

/** The compiler holds it to the contract's own figure. */
const TOLERANCE: (typeof delivery)['timestampToleranceSeconds'] = 300;

/** The contract sends two at most; an attacker's long list buys no work. */
const MOST_SIGNATURES = 4;

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
  const { headers, tolerance = TOLERANCE, now = new Date(), requireTimestamp = false } = options;
  // An empty list is a missing secret.
  const secrets = options.secret?.length ? [options.secret].flat() : [undefined];
  const has = (name: WebhookHeaderName) => readHeader(headers, name) !== undefined;

  const isStandard = requireTimestamp || has('webhook-signature');
  // First what the sender left out: an empty request, of which some frameworks give no body at all, is its fault.
  requireHeader(headers, isStandard ? 'webhook-signature' : 'X-Atteny-Signature');
  const body = toBytes(options.body);
  if (!isStandard || has('X-Atteny-Signature')) {
    const name = 'X-Atteny-Signature';
    // A receiver that has only the new secret during a rotation finds its signature beside the old one.
    const next = readHeader(headers, 'X-Atteny-Signature-Next') ?? [];
    const signed = { body, id: '', timestamp: '' };
    await check(attenyScheme, name, [requireHeader(headers, name)].concat(next), secrets, signed);
  }
  if (isStandard) {
    const name = 'webhook-signature';
    const written = requireHeader(headers, name).split(' ', MOST_SIGNATURES);
    const id = requireHeader(headers, 'webhook-id');
    const timestamp = requireHeader(headers, 'webhook-timestamp');
    await check(standardScheme, name, written, secrets, { body, id, timestamp });

    const age = Math.floor(now.getTime() / 1000) - Number(timestamp);
    // Written so that NaN on either side is refused.
    if (!(Math.abs(age) <= tolerance)) {
      throw new TimestampOutOfToleranceError(
        `Enviada há ${age} s, além dos ${tolerance} s tolerados.`,
        'webhook-timestamp',
      );
    }
  }
  return readEvent(body);
}

/** Lets pass what one of the secrets signed. Signatures of a later version of a scheme are skipped. */
async function check(
  scheme: Scheme,
  header: WebhookHeaderName,
  written: readonly string[],
  secrets: readonly (string | undefined)[],
  signed: Signed,
): Promise<void> {
  const signatures = written.flatMap((text) => scheme.read(text) ?? []);
  if (signatures.length === 0) {
    throw new MalformedHeaderError(`${header} não tem a forma do contrato.`, header);
  }
  if (!(await matchesAny(scheme, secrets, signatures, signed))) {
    // Lambda and API Gateway hand a body over in base64, which never begins as JSON does.
    const hint = signed.body[0] === 0x7b ? '' : ' Ele não começa com "{": está em base64?';
    throw new SignatureMismatchError(
      `${header} não confere: o segredo é outro, ou o corpo não é o que foi assinado.${hint}`,
      header,
    );
  }
}
