import type { ErrorCode } from '@atteny/contract';
import type { Detail, RequestRefusal } from '@atteny/request-reading';
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
export function invalid(at: OperationCircumstances, details: readonly Detail[]): Reply {
  const answer = answerFor(at, 400);
  const body = { ...bodyWith(answer, (each) => 'details' in each), details };
  return replyOf(at, answer, body, reasons(details));
}

/** The reply to a request that is refused for the way it is written: the contract shows it under the failure's name. */
export function failureReply(at: Circumstances, { failure, details, headers }: RequestRefusal): Reply {
  const { contract, operation } = at;
  const answer = [...(operation?.answers.values() ?? []), ...contract.allAnswers].find((each) =>
    each.examples.has(failure),
  );
  if (!answer) throw new Error(`the contract shows no ${failure}`);
  const shown = bodyWith(answer, (_body, name) => name === failure);
  const why = details ? reasons(details) : String(shown['error']);
  const reply = replyOf(at, answer, { ...shown, ...(details && { details }) }, why);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

function reasons(details: readonly Detail[]): string {
  return details.map(({ path, message }) => `${path} ${message}`).join('; ');
}

/** The reply to a path that no operation has. */
export function outside(at: Circumstances): Reply {
  return replyOf(at, at.contract.unknownPath, bodyWith(at.contract.unknownPath), 'caminho desconhecido');
}

/** The reply to what cannot be read as a request. Nothing is known of its sender: it gets no limits. */
export function unreadable(at: Circumstances, problem: Detail): Reply {
  const answer = answerFor(at, 400);
  const body = { ...bodyWith(answer, (each) => 'details' in each), details: [problem] };
  return { status: answer.status, headers: {}, body, why: problem.message };
}

/** The reply to a failure of the mock itself. */
export function ownFailure(at: Circumstances): Reply {
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
  shows: (body: Record<string, unknown>, name: string) => boolean = () => true,
): Record<string, unknown> {
  const bodies = [...answer.examples].flatMap(([name, body]) =>
    typeof body === 'object' && body !== null ? [{ name, body: { ...body } }] : [],
  );
  const found = bodies.find(({ name, body }) => shows(body, name)) ?? bodies[0];
  return { ...found?.body };
}
