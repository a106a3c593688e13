import type { WebhookAttemptError } from '@atteny/contract/public';

/** What keeps an attempt from a usable reply, in the words of the contract. */
export type AttemptError = WebhookAttemptError;

/** What came of one request. `statusCode` stands beside `error` when the reply broke off or never ended. */
export interface AttemptOutcome {
  durationMs: number;
  statusCode: number | null;
  error: AttemptError | null;
  /** Where a redirect pointed, as it may be shown. */
  redirectLocation: string | null;
  responseBody: string | null;
  /** The reply's Retry-After, as it was sent. */
  retryAfter: string | null;
}

/** A request that was ended on our side. */
export class AttemptFailure extends Error {
  readonly error: AttemptError;

  constructor(error: AttemptError, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AttemptFailure';
    this.error = error;
  }
}

const certificateCodes = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'EPROTO',
]);

/** The contract's word for an error of node:http, node:https, node:tls or node:net. */
export function attemptErrorOf(error: unknown): AttemptError {
  if (error instanceof AttemptFailure) return error.error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || certificateCodes.has(code)) {
    return 'TLS_FAILED';
  }
  if (code.startsWith('HPE_')) return 'INVALID_RESPONSE';
  return 'CONNECTION_FAILED';
}
