import type { Report, Result } from '../exam.ts';
import { mendingLines } from '../mending.ts';
import { type CheckId, problems, type ProblemId, type Severity } from '../problems.ts';
import type { Answer } from '../send.ts';
import { type Language, wordsOf } from '../words/words-of.ts';
import { guideAddress } from './guide-address.ts';

/** One result as people and machines read it: the same in every form of report. */
export interface Entry {
  readonly check: CheckId;
  readonly title: string;
  readonly status: Result['status'];
  readonly milliseconds: number;
  /** What was sent, in words. */
  readonly sent: string;
  readonly problem?: {
    readonly id: ProblemId;
    readonly severity: Severity;
    readonly wrong: string;
    readonly mend: string;
    /** Lines that mend it; undefined where an entry before has them already, or where no code mends it. */
    readonly lines: string | undefined;
    readonly docs: string;
    /** The request that shows it, signatures included: the secret cannot be had from them. */
    readonly request: {
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly bytes: number;
    };
    readonly answer: Answer;
    readonly answerInWords: string;
  };
}

export interface ReportOptions {
  readonly language: Language;
  /** Origin of the documentation, such as `http://localhost:4020`. */
  readonly docs: string;
}

const shownBytes = 2_000;

export function entriesOf(report: Report, { language, docs }: ReportOptions): Entry[] {
  const words = wordsOf(language);
  const shown = new Set<string>();
  return report.results.map((result) => {
    const { title, sent } = words.checks[result.check];
    const common = {
      check: result.check,
      title,
      status: result.status,
      milliseconds: result.milliseconds,
      sent,
    };
    if (result.status !== 'failed') return common;
    const { id, sent: request, answer } = result.problem;
    const { topic } = problems[id];
    const lines = mendingLines(topic, report.framework);
    return {
      ...common,
      problem: {
        id,
        severity: result.severity,
        ...words.problems[id],
        lines: lines !== undefined && shown.size < shown.add(lines).size ? lines : undefined,
        docs: guideAddress(docs, topic, language),
        request: {
          headers: request.headers,
          body: request.body?.subarray(0, shownBytes).toString('utf8') ?? '',
          bytes: request.body?.length ?? 0,
        },
        answer,
        answerInWords: answerInWords(answer, language),
      },
    };
  });
}

function answerInWords(answer: Answer, language: Language): string {
  const took = `${answer.milliseconds} ms`;
  if (answer.kind === 'failed') {
    const failure = wordsOf(language).failures[answer.failure];
    return answer.failure === 'timeout' ? `${failure}, ${took}` : `${failure} (${answer.detail}), ${took}`;
  }
  const location = answer.headers['location'];
  const [line = ''] = answer.body.trim().split('\n');
  const said = line.length > 100 ? `${line.slice(0, 100)}…` : line;
  return [`HTTP ${answer.status}`, location && `→ ${location}`, took, said && `«${said}»`]
    .filter(Boolean)
    .join(', ');
}
