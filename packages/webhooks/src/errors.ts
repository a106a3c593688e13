/**
 * The request is not a delivery to trust: answer 400 and do nothing. Each cause has a class of its own.
 * What is wrong on the receiver's own side is a {@link RawBodyError}, an {@link InvalidHeadersError} or an
 * {@link InvalidSecretError} instead.
 */
export abstract class WebhookVerificationError extends Error {
  /** The header that is missing, malformed or wrong; undefined when it is none. */
  readonly header: string | undefined;

  constructor(message: string, header?: string) {
    super(message);
    this.header = header;
  }
}

/** A header without which nothing can be verified did not come. */
export class MissingHeaderError extends WebhookVerificationError {
  override readonly name = 'MissingHeaderError';

  constructor(header: string) {
    super(`Falta o cabeçalho ${header}.`, header);
  }
}

/** A header came in another form than the contract gives it. */
export class MalformedHeaderError extends WebhookVerificationError {
  override readonly name = 'MalformedHeaderError';

  constructor(header: string) {
    super(`O cabeçalho ${header} não tem a forma do contrato.`, header);
  }
}

/** No secret given produces the signature: the body was changed, or the secret is another. */
export class SignatureMismatchError extends WebhookVerificationError {
  override readonly name = 'SignatureMismatchError';

  constructor(header: string, hint = '') {
    super(`${header} não confere: o corpo não é o que foi assinado, ou o segredo é outro.${hint}`, header);
  }
}

/** Signed rightly, but sent too long ago or in the future: a replay, or a clock that is off. */
export class TimestampOutOfToleranceError extends WebhookVerificationError {
  override readonly name = 'TimestampOutOfToleranceError';

  constructor(header: string, secondsAgo: number, tolerance: number) {
    super(`A entrega foi enviada há ${secondsAgo} s, além dos ${tolerance} s tolerados.`, header);
  }
}

/** Signed rightly, but no event: not JSON in UTF-8, or without what every event has. */
export class InvalidPayloadError extends WebhookVerificationError {
  override readonly name = 'InvalidPayloadError';

  constructor() {
    super('O corpo assinado não é um evento em JSON.');
  }
}

/** The body given is not raw: a parser took it before. The receiver's own fault, not the sender's. */
export class RawBodyError extends TypeError {
  override readonly name = 'RawBodyError';

  constructor() {
    super('"body" precisa ser o corpo cru, em texto ou bytes: verifique antes de interpretar o JSON.');
  }
}

/** No secret was given, or one without the form of an endpoint's secret. Its value is in no message. */
export class InvalidSecretError extends TypeError {
  override readonly name = 'InvalidSecretError';

  constructor(secret: unknown) {
    super(
      secret
        ? 'O segredo precisa ser "whsec_" e 32 bytes em base64, inteiro e sem espaços.'
        : 'Falta o segredo do endpoint: a variável de ambiente está definida neste processo?',
    );
  }
}

/** No headers were given, or something that has none. The receiver's own fault. */
export class InvalidHeadersError extends TypeError {
  override readonly name = 'InvalidHeadersError';

  constructor() {
    super('"headers" precisa ser os cabeçalhos da requisição: um Headers, ou o objeto do node:http.');
  }
}

const verificationErrors = {
  MissingHeaderError: true,
  MalformedHeaderError: true,
  SignatureMismatchError: true,
  TimestampOutOfToleranceError: true,
  InvalidPayloadError: true,
};

/**
 * Whether an error says that a request is not to be trusted and deserves a 400. By name, so that it holds where two copies
 * of this package are installed and `instanceof` does not.
 */
export const isWebhookVerificationError = (error: unknown): error is WebhookVerificationError =>
  error instanceof Error && Object.hasOwn(verificationErrors, error.name) && 'header' in error;
