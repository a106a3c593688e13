/**
 * The request is not a delivery to trust: answer 400 and do nothing. Each cause has a class of its own.
 * What is wrong on the receiver's own side is a {@link RawBodyError}, an {@link InvalidSecretError} or a
 * TypeError instead.
 */
export abstract class WebhookVerificationError extends Error {
  /** What to answer; Express does so by itself. */
  readonly status = 400;
  /** The header that is missing, malformed or wrong; undefined when it is none. */
  declare readonly header: string | undefined;

  constructor(message: string, header?: string) {
    super(message);
    this.header = header;
  }
}

/** A header without which nothing can be verified did not come. */
export class MissingHeaderError extends WebhookVerificationError {
  override readonly name = 'MissingHeaderError';
}

/** A header came in another form than the contract gives it. */
export class MalformedHeaderError extends WebhookVerificationError {
  override readonly name = 'MalformedHeaderError';
}

/** No secret given produces the signature: the body was changed, or the secret is another. */
export class SignatureMismatchError extends WebhookVerificationError {
  override readonly name = 'SignatureMismatchError';
}

/** Signed rightly, but sent too long ago or in the future: a replay, or a clock that is off. */
export class TimestampOutOfToleranceError extends WebhookVerificationError {
  override readonly name = 'TimestampOutOfToleranceError';
}

/** Signed rightly, but no event: not JSON in UTF-8, or without what every event has. */
export class InvalidPayloadError extends WebhookVerificationError {
  override readonly name = 'InvalidPayloadError';
}

/** The body given is not raw: a parser took it before. The receiver's own fault, not the sender's. */
export class RawBodyError extends TypeError {
  override readonly name = 'RawBodyError';
}

/** No secret was given, or one without the form of an endpoint's secret. Its value is in no message. */
export class InvalidSecretError extends TypeError {
  override readonly name = 'InvalidSecretError';
}

/**
 * Whether an error says that a request is not to be trusted and deserves a 400. It holds too where two copies of this
 * package are installed and `instanceof` does not.
 */
export const isWebhookVerificationError = (error: unknown): error is WebhookVerificationError =>
  error instanceof Error && 'header' in error && 'status' in error;
