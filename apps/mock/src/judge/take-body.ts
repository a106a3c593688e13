import type { Reply } from '../http/reply.ts';
import type { IncomingRequest } from '../http/request.ts';
import { announcesJson, parseJson, sendsBody } from './media.ts';
import { type OperationCircumstances, refusal } from './refusals.ts';

export type TakenBody =
  | { readonly none: true }
  | { readonly value: unknown }
  | { readonly malformed: true }
  | { readonly refused: Reply };

/** The body of a request for an operation that takes one, judged by media type, then by size, then as JSON. */
export async function takeBody(at: OperationCircumstances, request: IncomingRequest): Promise<TakenBody> {
  if (at.operation.facts.body === 'none' || !sendsBody(request.headers)) return { none: true };
  if (!announcesJson(request.headers)) {
    return { refused: refusal(at, 415, 'unsupported_media_type', 'corpo que não é application/json') };
  }
  const bytes = await request.readBody(at.contract.limits.requestBodyBytes);
  if (!bytes) return { refused: refusal(at, 413, 'payload_too_large', 'corpo acima do limite') };
  return bytes.length === 0 ? { none: true } : (parseJson(bytes) ?? { malformed: true });
}
