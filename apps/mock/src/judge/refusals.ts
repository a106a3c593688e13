import type { ErrorCode } from '@atteny/contract';
import type { Answer, MockContract, MockOperation } from '../contract/mock-contract.ts';
import type { Reply } from '../http/reply.ts';
import { documentedHeaders } from './documented-headers.ts';

/** Where a refusal comes from: which contract, for which operation, when. */
export interface Circumstances {
  readonly contract: MockContract;
  readonly operation?: MockOperation;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type OperationCircumstances = Circumstances & { readonly operation: MockOperation };

/** The documented reply of an operation to a request that it does not take, in the contract's own words. */
export function refusal(at: OperationCircumstances, status: number, code: ErrorCode, why: string): Reply {
  const answer = answerFor(at, status);
  return replyOf(
    at,
    answer,
    bodyWith(answer, (body) => body['code'] === code),
    why,
  );
}

/** A 400, with what was wrong where that can be said. */
export function invalid(
  at: OperationCircumstances,
  details: readonly { path: string; message: string }[],
): Reply {
  const answer = answerFor(at, 400);
  const body = { ...bodyWith(answer, (each) => 'details' in each), details };
  return replyOf(at, answer, body, details.map(({ path, message }) => `${path} ${message}`).join('; '));
}

/** A 400 for a body that is not JSON. */
export function malformedJson(at: OperationCircumstances): Reply {
  const answer = answerFor(at, 400);
  const named = answer.examples.get('malformedJson');
  return replyOf(
    at,
    answer,
    named ?? bodyWith(answer, (each) => !('details' in each)),
    'corpo que não é JSON',
  );
}

/** The reply to a path that no operation has. */
export function outside(at: Circumstances): Reply {
  return replyOf(at, at.contract.unknownPath, bodyWith(at.contract.unknownPath), 'caminho desconhecido');
}

/** The reply to a method that a path does not take. */
export function wrongMethod(at: Circumstances, allow: readonly string[]): Reply {
  const reply = replyOf(
    at,
    at.contract.methodNotAllowed,
    bodyWith(at.contract.methodNotAllowed),
    'método desconhecido',
  );
  return { ...reply, headers: { ...reply.headers, Allow: allow.join(', ') } };
}

/** The reply to what cannot be read as a request. Nothing is known of its sender: it gets no limits. */
export function unreadable(at: Circumstances, fault: { path: string; message: string }): Reply {
  const answer = answerFor(at, 400);
  const body = { ...bodyWith(answer, (each) => 'details' in each), details: [fault] };
  return { status: answer.status, headers: {}, body, why: fault.message };
}

/** The reply to a failure of the mock itself. */
export function ownFault(at: Circumstances): Reply {
  const answer = answerFor(at, 500);
  return replyOf(at, answer, bodyWith(answer), 'o mock falhou');
}

/** A documented response, with headers that fit the moment. */
export function replyOf(at: Circumstances, answer: Answer, body: unknown, why: string): Reply {
  return {
    status: answer.status,
    headers: documentedHeaders(answer, at.contract.limits, at.now),
    body,
    operationId: at.operation?.facts.operationId,
    why,
  };
}

/**
 * The operation's response of a status, or another operation's: one that takes no input documents no 400, and yet its
 * header Prefer may be wrong.
 */
function answerFor({ contract, operation }: Circumstances, status: number): Answer {
  const answer = operation?.answers.get(status) ?? contract.answers.get(status);
  if (!answer) throw new Error(`no operation documents ${status}`);
  return answer;
}

/** The example that shows what is looked for, the first one if none does. */
function bodyWith(
  answer: Answer,
  shows: (body: Record<string, unknown>) => boolean = () => true,
): Record<string, unknown> {
  const bodies = [...answer.examples.values()].filter((body) => typeof body === 'object' && body !== null);
  return { ...(bodies.find((body) => shows({ ...body })) ?? bodies[0]) };
}
