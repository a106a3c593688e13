import { delivery } from '@atteny/contract';
import type { Check, Examination, Problem } from './check.ts';
import { bodyChecks } from './checks/bodies.ts';
import { forgedChecks } from './checks/forged.ts';
import { genuineChecks } from './checks/genuine.ts';
import { loadChecks } from './checks/load.ts';
import { repeatedChecks } from './checks/repeated.ts';
import { rotationChecks } from './checks/rotation.ts';
import { newEvent, signed } from './delivery.ts';
import { type Framework, recognize } from './framework.ts';
import { type Grade, gradeOf } from './grade.ts';
import { type CheckId, checkIds, type Severity, problems } from './problems.ts';
import { genuineOrWhy } from './refusal.ts';
import { type Answer, look, post } from './send.ts';

export interface ExamOptions {
  readonly url: URL;
  /** The endpoint's secret, `whsec_…`. */
  readonly secret: string;
  /** The secret of a rotation under way, when the receiver knows it already. */
  readonly nextSecret?: string | undefined;
  /** Only these questions; the first, whether a genuine delivery is acknowledged, is always asked. */
  readonly only?: readonly CheckId[] | undefined;
  /** Told of each result as soon as it is there. */
  readonly onResult?: (result: Result) => void;
  /** An acknowledgement that takes longer is told as slow. Milliseconds; a third of what Atteny waits. */
  readonly slowMs?: number;
  /** How long a reply is waited for. Milliseconds; as long as Atteny waits. */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
  /** 24 random bytes or more, each time. */
  readonly randomBytes?: (length: number) => Uint8Array;
}

/** What became of one question. */
export type Result =
  | { readonly check: CheckId; readonly status: 'passed' | 'skipped'; readonly milliseconds: number }
  | {
      readonly check: CheckId;
      readonly status: 'failed';
      readonly severity: Severity;
      readonly problem: Problem;
      readonly milliseconds: number;
    };

export interface Report {
  readonly url: string;
  readonly grade: Grade;
  readonly framework: Framework | undefined;
  readonly results: readonly Result[];
}

const checks = (
  [
    { id: 'genuine', run: genuineOrWhy },
    ...genuineChecks,
    ...repeatedChecks,
    ...rotationChecks,
    ...forgedChecks,
    ...bodyChecks,
    ...loadChecks,
  ] satisfies readonly Check[] as readonly Check[]
).toSorted((a, b) => checkIds.indexOf(a.id) - checkIds.indexOf(b.id));

/** Examines a receiver: sends it what Atteny sends, and what others might, and judges every answer. */
export async function examine(options: ExamOptions): Promise<Report> {
  const answers: Answer[] = [];
  const exam = examination(options, answers);
  const results: Result[] = [];
  let ended = false;
  for (const check of checks) {
    const begun = performance.now();
    const passed = () => Math.round(performance.now() - begun);
    const wanted = !options.only || check.id === 'genuine' || options.only.includes(check.id);
    const asked = wanted && !ended && !(check.id === 'rotation-over' && exam.nextSecret === undefined);
    const problem = asked ? await check.run(exam) : undefined;
    const result: Result = problem
      ? {
          check: check.id,
          status: 'failed',
          severity: problems[problem.id].severity,
          problem,
          milliseconds: passed(),
        }
      : { check: check.id, status: asked ? 'passed' : 'skipped', milliseconds: passed() };
    if (problem && (await endsExam(check, problem, exam))) ended = true;
    results.push(result);
    options.onResult?.(result);
  }
  // Whoever answers every POST alike may tell more by a GET.
  const seen = recognize(answers) ?? recognize([await look(options.url, exam.timeoutMs)]);
  return {
    url: options.url.href,
    grade: gradeOf(results.flatMap((result) => (result.status === 'failed' ? [result.problem.id] : []))),
    framework: seen,
    results,
  };
}

/** Where genuine deliveries do not get in, or nobody answers any more, the rest would show nothing. */
async function endsExam({ id }: Check, problem: Problem, exam: Examination): Promise<boolean> {
  if (id === 'genuine') return problem.id !== 'slow';
  if (problem.answer.kind !== 'failed') return false;
  const again = await exam.post(await exam.genuine());
  return again.kind === 'failed';
}

function examination(options: ExamOptions, answers: Answer[]): Examination {
  const {
    url,
    secret,
    nextSecret,
    timeoutMs = delivery.timeoutSeconds * 1000,
    slowMs = timeoutMs / 3,
    now = () => new Date(),
    randomBytes = (length) => crypto.getRandomValues(new Uint8Array(length)),
  } = options;
  const newId = (prefix: string) => `${prefix}_check${Buffer.from(randomBytes(9)).toString('hex')}`;
  const event: Examination['event'] = (name = 'message.created', at = now()) => newEvent(name, at, newId);
  return {
    secret,
    nextSecret,
    strangeSecret: `whsec_${Buffer.from(randomBytes(32)).toString('base64')}`,
    slowMs,
    timeoutMs,
    now,
    newId,
    event,
    genuine: (about = event(), signing = {}, text) =>
      signed(about, { secret, deliveryId: newId('dlv'), timestamp: now(), ...signing }, text),
    async post(sent) {
      const answer = await post(url, sent, timeoutMs);
      answers.push(answer);
      return answer;
    },
  };
}
