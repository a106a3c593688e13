import type { Violation } from '../conformance/violation.ts';
import type { RuleName } from '../oracle/named-rules.ts';
import { read } from '../oracle/request.ts';
import type { Request } from '../target/exchange.ts';

/** A reply of another status than it had to have. */
export interface WrongStatus {
  got: number;
  /** Undefined: only that the one that came is not documented. */
  wanted: number | undefined;
  because: RuleName | undefined;
}

/** The steps of the order of judgement, with the status by which each refuses. */
const steps: readonly (readonly [rule: RuleName, ...statuses: number[]])[] = [
  ['no operation has the path'],
  ['no operation has the method', 405],
  ['a key has to be good', 401],
  ['the plan includes it'],
  ['the minute has room', 429],
  ['the key has the scope', 403],
  ['the request keeps the contract', 415, 413, 400],
  ['an Idempotency-Key is of one request'],
  ['the month has room', 402],
];
/** Steps that ask nothing of what was before. */
const ofTheRequest = [0, 1, 2, 3, 5, 6];

/** What all that was found wrong with one reply says of its status; undefined: that it is right. */
export function wrongStatusOf(violations: readonly Violation[]): WrongStatus | undefined {
  const about = violations.filter(({ place }) => place === '/status');
  const [first] = about;
  if (!first) return undefined;
  const wanted = about.map(({ message }) => / instead of (\d+)/.exec(message)?.[1]).find(Boolean);
  return {
    got: first.exchange.response.status,
    wanted: wanted === undefined ? undefined : Number(wanted),
    because: about.find(({ because }) => because !== undefined)?.because,
  };
}

/** Whether it follows from nothing that was done before: a step that looks at the request alone did not refuse it. */
export function isOfItsRequest(wrong: WrongStatus, request: Request): boolean {
  return ofTheRequest.includes(stepOf(wrong, request));
}

/**
 * What is one fault, whatever was asked: a step of the order that lets pass what it has to refuse, and a status that came
 * for another wherever that was due. Else it is the operation's.
 * @param isNeverRight Whether the status that was due came nowhere in the run.
 */
export function keyOfStatus(
  wrong: WrongStatus,
  request: Request,
  operationId: string | undefined,
  isNeverRight: boolean,
): string {
  const { got, wanted } = wrong;
  const step = stepOf(wrong, request);
  if (step >= 0 && stepThatAnswers(got) > step + within(step, wanted)) {
    return `passes: ${steps[step]?.[0]} ${detailOf(step, wrong, request, isNeverRight)}`;
  }
  if (got >= 500) return `status ${got}`;
  return `status ${got} instead of ${wanted ?? 'a documented one'} ${isNeverRight ? '' : (operationId ?? '')}`;
}

/** Which step had to refuse; -1: none, it is the operation's own answer. */
function stepOf({ wanted, because }: WrongStatus, request: Request): number {
  const byRule = steps.findIndex(([rule]) => rule === because);
  if (byRule >= 0 || because !== undefined) return byRule;
  if (wanted === 404 && read(request).kind === 'unknown') return 0;
  return steps.findIndex(([, ...statuses]) => wanted !== undefined && statuses.includes(wanted));
}

/** How far a request came that was answered so; an unknown status says nothing. */
function stepThatAnswers(got: number): number {
  const step = steps.findIndex(([, ...statuses]) => statuses.includes(got));
  if (step >= 0) return got === 403 ? 3 : step + within(step, got);
  return got < 300 || got === 404 || got === 409 ? steps.length : -1;
}

/** How far within a step that refuses by several statuses: a media type is looked at before the size. */
function within(step: number, status: number | undefined): number {
  const statuses = steps[step]?.slice(1) ?? [];
  return Math.max(0, statuses.indexOf(status ?? 0)) / 10;
}

/** What of the request the step looks at. */
function detailOf(step: number, { wanted }: WrongStatus, request: Request, isNeverRight: boolean): string {
  const rule = steps[step]?.[0];
  if (rule === 'a key has to be good') {
    if (isNeverRight) return '';
    const sent = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'authorization');
    return sent?.[1].split(' ')[0]?.toLowerCase() ?? 'none';
  }
  if (rule !== 'the request keeps the contract') return '';
  const found = read(request);
  const places = found.kind === 'operation' ? (found.asked.refusal?.places ?? []) : [];
  return [wanted, ...places].join(' ');
}
