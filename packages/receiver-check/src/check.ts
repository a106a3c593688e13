import type { AnyEvent, Delivery, EventName } from './delivery.ts';
import type { SignOptions } from '@atteny/webhooks';
import type { Answer, Sent } from './send.ts';
import type { CheckId, ProblemId } from './problems.ts';

/** What a check has at hand: the receiver, and how to make a delivery for it. */
export interface Examination {
  readonly secret: string;
  /** The secret that takes over after a rotation, when the receiver knows it already. */
  readonly nextSecret: string | undefined;
  /** A secret that the receiver cannot know. */
  readonly strangeSecret: string;
  readonly slowMs: number;
  readonly timeoutMs: number;
  now(): Date;
  newId(prefix: string): string;
  event(name?: EventName, at?: Date): AnyEvent;
  /** A delivery signed with the receiver's secret, as Atteny signs it. */
  genuine(event?: AnyEvent, options?: Partial<SignOptions>, text?: string): Promise<Delivery>;
  post(sent: Sent): Promise<Answer>;
}

/** What a check found wrong, with the request and the answer that show it. */
export interface Problem {
  readonly id: ProblemId;
  readonly sent: Sent;
  readonly answer: Answer;
}

/** One question of the exam. Its answer is the first thing that is wrong, or nothing. */
export interface Check {
  readonly id: CheckId;
  run(exam: Examination): Promise<Problem | undefined>;
}

export const isAccepted = (answer: Answer): boolean =>
  answer.kind === 'reply' && answer.status >= 200 && answer.status < 300;

const isPage = (answer: Answer): boolean =>
  answer.kind === 'reply' && /^text\/html/i.test(answer.headers['content-type'] ?? '');

const hasStatus = (answer: Answer, from: number, to = from): boolean =>
  answer.kind === 'reply' && answer.status >= from && answer.status <= to;

/** Sends what has to be acknowledged; `otherwise` names what it means when it is not. */
export async function mustAccept(
  exam: Examination,
  sent: Sent,
  otherwise: ProblemId,
): Promise<Problem | undefined> {
  const answer = await exam.post(sent);
  if (isAccepted(answer)) return undefined;
  return { id: failureId(answer) ?? (hasStatus(answer, 410) ? 'gone' : otherwise), sent, answer };
}

/** Sends what has to be refused; `accepted` names what it means when it is not, `crashed` what a 5xx means. */
export async function mustRefuse(
  exam: Examination,
  sent: Sent,
  { accepted, crashed = 'refuses-with-5xx' }: { accepted: ProblemId; crashed?: ProblemId },
): Promise<Problem | undefined> {
  const answer = await exam.post(sent);
  const id =
    failureId(answer) ??
    (isAccepted(answer) ? (isPage(answer) ? 'answers-pages' : accepted) : undefined) ??
    (hasStatus(answer, 500, 599) ? crashed : undefined) ??
    (hasStatus(answer, 410) ? 'refuses-with-410' : undefined);
  return id && { id, sent, answer };
}

/** Sends what is signed rightly and still no event: it may be acknowledged or refused; only falling over is wrong. */
export async function mustSurvive(
  exam: Examination,
  sent: Sent,
  crashed: ProblemId,
): Promise<Problem | undefined> {
  const answer = await exam.post(sent);
  const id = failureId(answer) ?? (hasStatus(answer, 500, 599) ? crashed : undefined);
  return id && { id, sent, answer };
}

/** No reply at all means the same in every check. */
export function failureId(answer: Answer): ProblemId | undefined {
  if (answer.kind === 'reply') return undefined;
  return answer.failure === 'timeout' ? 'no-answer' : 'goes-down';
}
