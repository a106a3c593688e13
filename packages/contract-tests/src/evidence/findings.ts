import type { Violation } from '../conformance/violation.ts';
import { operationIdOf } from '../oracle/request.ts';
import type { Arriving, Entry } from '../oracle/timeline.ts';
import type { CheckOutcome } from '../run.ts';
import type { Mismatch } from '../oracle/template.ts';
import { title } from '../target/exchange.ts';
import { scriptOf, type Secrets } from './script.ts';
import { withoutSecrets } from './secrets.ts';
import { shortest } from './sequence.ts';
import { generalized, type Wanted } from './sought.ts';
import { sourceOf, type Line } from './source.ts';
import { propertyOf, told } from './told.ts';

/** One fault, however often it was seen. */
export interface Finding {
  check: string;
  result: string;
  rule: string;
  /** What is wrong, and where. */
  message: string;
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
}

/** The faults behind all that is red: what breaks the same line of the contract in the same way is one. */
export function findingsOf(outcomes: readonly CheckOutcome[]): Finding[] {
  const found = new Map<string, Finding & { names: Set<string>; results: Set<unknown> }>();
  for (const { check, results } of outcomes) {
    for (const result of results) {
      for (const violation of causes(result.violations)) {
        const { rule, exchange, place } = violation;
        const operationId = violation.operationId ?? operationIdOf(exchange.request);
        const source = sourceOf(operationId, exchange.response.status, place);
        const key = keyOf({ ...violation, operationId }, source);
        const known = found.get(key);
        if (known) {
          known.results.add(result);
          if (operationId !== undefined) known.names.add(operationId);
          continue;
        }
        found.set(key, {
          check: check.name,
          result: result.name,
          rule,
          message: told(violation),
          property: propertyOf(violation),
          operationId,
          operations: [],
          source,
          count: 0,
          exchange: withoutSecrets(title(exchange)),
          reply: withoutSecrets(exchange.response.text.slice(0, 400)),
          lines: [],
          violation,
          names: new Set(operationId === undefined ? [] : [operationId]),
          results: new Set([result]),
        });
      }
    }
  }
  return [...found.values()].map(({ names, results, ...finding }) => ({
    ...finding,
    operations: [...names],
    count: results.size,
  }));
}

/**
 * Of a reply that is no JSON that is said, and not all that is missing in it; of what the model knows to be wrong that, and
 * not what a check noticed of it afterwards.
 */
function causes(violations: readonly Violation[]): Violation[] {
  const unread = new Set(
    violations.filter(({ rule }) => rule === 'json').map(({ exchange }) => exchange.response),
  );
  const first = violations.findIndex(({ rule }) => rule === 'truth');
  const isNoticed = ({ rule, place }: Violation, index: number): boolean =>
    first >= 0 && index > first && place === undefined && !ofThemselves.includes(rule);
  return violations.filter(
    (violation, index) =>
      !isNoticed(violation, index) &&
      (!unread.has(violation.exchange.response) ||
        !(violation.rule === 'expected-code' || violation.place?.startsWith('/body'))),
  );
}

/** Faults of how a reply comes over the wire: they are one, whatever was asked. */
const ofTheWire = ['json', 'encoding', 'media-type'];
/** Rules that follow from nothing else. */
const ofThemselves = [...ofTheWire, 'truth', 'status', 'interrupted', 'observed', 'proxy'];

function keyOf({ rule, message, place, operationId }: Violation, { file, line }: Line): string {
  const status = /status (\d+)(?= instead| is not)/.exec(message)?.[1];
  if (status !== undefined && (place === undefined || place === '/status')) {
    return `status ${status} ${Number(status) >= 500 ? '' : (operationId ?? '')}`;
  }
  if (ofTheWire.includes(rule)) return rule;
  if (place?.startsWith('/headers/') || file.includes('/components/')) return `${file}:${line}`;
  return `${rule} ${operationId ?? ''} ${generalized(place ?? '')} ${message.replaceAll(/"[^"]*"|«[^»]*»|\d+/g, '#').slice(0, 60)}`;
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
