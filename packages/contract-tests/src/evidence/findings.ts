import type { Violation } from '../conformance/violation.ts';
import type { Arriving, Entry } from '../oracle/timeline.ts';
import type { CheckOutcome } from '../run.ts';
import type { Mismatch } from '../oracle/template.ts';
import { title } from '../target/exchange.ts';
import { causesOf } from './causes.ts';
import { scriptOf, type Secrets } from './script.ts';
import { withoutSecrets } from './secrets.ts';
import { occurrencesOf, type Occurrence } from './seen.ts';
import { shortest } from './sequence.ts';
import type { Wanted } from './sought.ts';
import type { Line } from './spec-files.ts';
import { likeness } from './symptom.ts';
import { propertyOf, told } from './told.ts';

/** One fault, however often it was seen. */
export interface Finding {
  check: string;
  result: string;
  rule: string;
  /** What is wrong, and where. */
  message: string;
  /** What else is wrong by it, in the same replies or because of what came before. */
  also: readonly string[];
  /** `data[*].lastMessage.mediaType`: the property that it is about; undefined: none. */
  property: string | undefined;
  /** The operation that it was seen at first, and all of them. */
  operationId: string | undefined;
  operations: readonly string[];
  source: Line;
  /** How many results it made red. */
  count: number;
  /** `GET /contacts → 200`. */
  exchange: string;
  reply: string;
  /** How anybody sees it again, as lines for a shell. */
  lines: readonly string[];
  violation: Violation;
  /** The results that it made red. */
  results: ReadonlySet<Occurrence['result']>;
}

/**
 * The faults behind all that is red. Nothing of it gets lost: what is no finding of its own is named by the one that it
 * belongs to.
 * @param entries The record of the run: what was seen in which order, and what was right.
 */
export function findingsOf(outcomes: readonly CheckOutcome[], entries: readonly Entry[] = []): Finding[] {
  return causesOf(occurrencesOf(outcomes, entries)).map(({ first, main, others }) => {
    const { violation, check, result, operationId, source } = first;
    const results = new Set([...main, ...others].map((each) => each.result));
    return {
      check,
      result: result.name,
      rule: violation.rule,
      message: told(violation),
      also: alsoOf(first, [...main, ...others]),
      property: propertyOf(violation),
      operationId,
      operations: [...new Set(main.flatMap((each) => each.operationId ?? []))],
      source,
      count: results.size,
      exchange: withoutSecrets(title(violation.exchange)),
      reply: withoutSecrets(violation.exchange.response.text.slice(0, 400)),
      lines: [],
      violation,
      results,
    };
  });
}

/** What else is wrong by the same fault, each once, however often and with whatever values it was seen. */
function alsoOf(first: Occurrence, all: readonly Occurrence[]): string[] {
  const said = new Map<string, string>();
  for (const { violation } of all) {
    const sentence = told(violation);
    const key = likeness(sentence);
    if (!said.has(key)) said.set(key, sentence);
  }
  said.delete(likeness(told(first.violation)));
  return [...said.values()];
}

/** Findings with the lines that show them. */
export function withEvidence(
  findings: readonly Finding[],
  entries: readonly Entry[],
  secrets: Secrets,
): Finding[] {
  return findings.map((finding) => ({ ...finding, lines: evidenceOf(finding, entries, secrets) }));
}

/** How anybody sees it again: what made the state, and the request, as lines for a shell. */
export function evidenceOf(
  { violation }: Finding,
  entries: readonly Entry[],
  secrets: Secrets = {},
): string[] {
  const { exchange, place, rule, message } = violation;
  // What the contract itself lacks was seen before anything was asked.
  if (rule === 'observed') return [];
  const asPage = /^\/headers\/(?:access-control|vary)/.test(place ?? '');
  // Of several requests at once the record counts anew what each was told: the request is the same.
  const index =
    violation.entry ??
    entries.findIndex((each) => each.kind === 'exchange' && each.exchange.request === exchange.request);
  const seen =
    index < 0 ? [...entries, { kind: 'exchange', exchange, sent: 0, received: 0 } as const] : entries;
  // What the model says of the step where a check found something.
  const wanted = (found: readonly Mismatch[]): Wanted | undefined =>
    rule === 'truth'
      ? { place: place ?? '', message }
      : (found.find((each) => each.place === place) ?? found.find(({ place: at }) => !isCounted(at)));
  const steps = shortest(seen, index < 0 ? entries.length : index, wanted);
  return scriptOf(steps, { ...secrets, asPage, meanwhile: arrivedDuring(seen, steps.at(-1)) });
}

/** What came to a receiver while a request was answered: a Test, of which its reply tells. */
function arrivedDuring(entries: readonly Entry[], end: Entry | undefined): Arriving[] {
  if (end?.kind !== 'exchange') return [];
  return entries.filter(
    (entry) => entry.kind === 'arrival' && entry.at >= end.sent && entry.at <= end.received,
  ) as Arriving[];
}

/** Headers that count along say otherwise wherever a step is left out. */
const isCounted = (place: string): boolean => /^\/headers\/x-(?:ratelimit|api-quota)/.test(place);
