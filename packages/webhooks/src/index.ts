export { sign, type SignOptions } from './sign.ts';
export { verify, type VerifyOptions } from './verify.ts';
export type { WebhookEvent, WebhookEventName, WebhookEventOf } from './event.ts';
export type { ReceivedHeaders, WebhookHeaders } from './headers.ts';
export type { RawBody } from './raw-body.ts';
export {
  InvalidPayloadError,
  InvalidSecretError,
  MalformedHeaderError,
  MissingHeaderError,
  RawBodyError,
  SignatureMismatchError,
  TimestampOutOfToleranceError,
  WebhookVerificationError,
  isWebhookVerificationError,
} from './errors.ts';
