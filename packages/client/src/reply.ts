import type { ErrorCode } from '@atteny/contract';
import { apiError, type ErrorDetail } from './errors/api-error.ts';
import type { AttenyError, Failure, Outcome } from './errors/atteny-error.ts';
import { UnexpectedReplyError } from './errors/unexpected-reply-error.ts';
import { readRetryAfter } from './limits.ts';
import type { FetchReply } from './options.ts';

/** The envelope of a success, `success` aside. */
export interface Content {
  data: unknown;
  meta?: unknown;
}

type Envelope = { success?: unknown; code?: unknown; error?: unknown; details?: unknown } & Partial<Content>;

/** After which refusals the operation may have happened all the same: the contract promises it of all others. */
const outcomeOf = (status: number): Outcome => (status === 500 ? 'unknown' : 'not_done');

/**
 * What a reply says: its content, or the error that it stands for.
 * @param text the whole body
 * @param failure what every error of this call knows; its outcome is that of a reply outside the contract
 * @param now milliseconds since 1970, where the reply has no Date
 */
export function readReply(
  response: FetchReply,
  text: string,
  failure: Failure,
  now: number,
): Content | AttenyError {
  const { status, ok, headers } = response;
  const envelope = parse(failure.redact(text));
  const { success, code, error, details } = envelope ?? {};

  if (ok && success === true && envelope?.data !== undefined) {
    // A success is read as it came: its data may well contain what redaction would take out.
    const { success: _, ...content } = parse(text) as Envelope;
    return content as Content;
  }
  if (!ok && success === false && typeof code === 'string' && typeof error === 'string') {
    return apiError({
      ...failure,
      outcome: failure.outcome === 'unknown' ? outcomeOf(status) : 'not_done',
      status,
      code: code as ErrorCode,
      error,
      details: Array.isArray(details) ? (details as ErrorDetail[]) : [],
      retryAfter: readRetryAfter(headers, now),
    });
  }
  const contentType = headers.get('Content-Type');
  const problem = text === '' ? 'veio vazia.' : envelope ? 'não é o envelope da API.' : 'não é JSON inteiro.';
  const incomplete = ok && !envelope && (text === '' || contentType?.includes('json') === true);
  return new UnexpectedReplyError(problem, { ...failure, status, contentType, incomplete });
}

function parse(text: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
