import { child, type Location } from '../document/files.ts';
import type { Answer, Operation } from '../document/operations.ts';
import type { Direction } from '../schema/schema.ts';
import type { Comparison } from './comparison.ts';
import { compareContent } from './content.ts';
import type { Met } from './findings.ts';
import { compareFields } from './parameters.ts';

/** Replies by status. What a receiver answers to a delivery travels the other way. */
export function compareAnswers(
  comparison: Comparison,
  met: readonly Met[],
  old: Operation,
  now: Operation,
): void {
  const direction: Direction = old.section === 'paths' ? 'reply' : 'request';
  const owners = { base: child(old.at, 'responses'), revision: child(now.at, 'responses') };
  for (const [status, before] of old.answers) {
    const after = answerFor(now.answers, status);
    if (!after) {
      comparison.findings.add(met, {
        rule: `${direction}-status-removed`,
        verdict: 'breaking',
        message:
          direction === 'reply'
            ? `The reply ${status} is gone.`
            : `A receiver may no longer answer ${status}.`,
        base: statusAt(comparison.base, owners.base, status),
        revision: owners.revision,
        after: undefined,
      });
    } else compareAnswer(comparison, met, direction, status, before, after);
  }
  for (const [status, after] of now.answers) {
    if (old.answers.has(status)) continue;
    const before = answerFor(old.answers, status);
    if (before) compareAnswer(comparison, met, direction, status, before, after);
    else {
      comparison.findings.add(met, {
        rule: `${direction}-status-added`,
        verdict: direction === 'reply' ? 'risky' : 'safe',
        message:
          direction === 'reply'
            ? `May be answered by ${status} now, which no program expects.`
            : `A receiver may answer ${status} now.`,
        base: owners.base,
        revision: statusAt(comparison.revision, owners.revision, status),
        before: undefined,
      });
    }
  }
}

/** One reply, wherever it is described. */
export function compareAnswer(
  comparison: Comparison,
  met: readonly Met[],
  direction: Direction,
  status: string,
  old: Answer,
  now: Answer,
): void {
  const what = direction === 'reply' ? `The reply ${status}` : `The receiver's answer ${status}`;
  const owners = { base: old.at, revision: now.at };
  compareFields(comparison, met, {
    what: 'header',
    direction,
    base: old.headers,
    revision: now.headers,
    owners,
  });
  if (old.content.size > 0 && now.content.size === 0 && direction === 'reply') {
    comparison.findings.add(met, {
      rule: 'reply-body-removed',
      verdict: 'breaking',
      message: `${what} has no body any more.`,
      base: child(old.at, 'content'),
      revision: now.at,
      after: undefined,
    });
  } else if (old.content.size === 0 && now.content.size > 0 && direction === 'request') {
    comparison.findings.add(met, {
      rule: 'request-answer-body-added',
      verdict: 'breaking',
      message: `${what} must have a body now; an empty one did.`,
      base: old.at,
      revision: child(now.at, 'content'),
      before: undefined,
    });
  } else if (now.content.size > 0) {
    compareContent(comparison, met, { what, direction, base: old.content, revision: now.content, owners });
  }
  compareLinks(comparison, met, what, old, now);
}

function compareLinks(
  comparison: Comparison,
  met: readonly Met[],
  what: string,
  old: Answer,
  now: Answer,
): void {
  for (const name of Object.keys(comparison.base.record(old.links))) {
    const [before, after] = [child(old.links, name), child(now.links, name)];
    if (comparison.revision.at(after) === undefined || !comparison.same.nodes(before, after)) {
      comparison.findings.add(met, {
        rule: 'reply-link-changed',
        verdict: 'risky',
        message: `${what}: the link \`${name}\` is gone or leads elsewhere.`,
        base: before,
        revision: comparison.revision.at(after) === undefined ? now.at : after,
      });
    }
  }
}

/** The most particular description of a status: itself, its class, `default`. */
function answerFor(answers: Operation['answers'], status: string): Answer | undefined {
  return (
    answers.get(status) ??
    (/^\d/.test(status) ? answers.get(`${status.charAt(0)}XX`) : undefined) ??
    answers.get('DEFAULT')
  );
}

function statusAt(files: Comparison['base'], responses: Location, status: string): Location {
  const name = Object.keys(files.record(responses)).find((each) => each.toUpperCase() === status) ?? status;
  return child(responses, name);
}
