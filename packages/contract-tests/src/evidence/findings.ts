import type { Violation } from '../conformance/violation.ts';
import { operationIdOf } from '../oracle/request.ts';
import type { Entry } from '../oracle/timeline.ts';
import type { CheckOutcome } from '../run.ts';
import { title } from '../target/exchange.ts';
import { curlOf, scriptOf, withoutSecrets } from './curl.ts';
import { generalized, shortest } from './sequence.ts';
import { sourceOf, type Line } from './source.ts';

/** One fault, however often it was seen. */
export interface Finding {
  check: string;
  result: string;
  rule: string;
  message: string;
  /** The operation that it was seen at first, and all of them. */
  operationId: string | undefined;
  operations: readonly string[];
  source: Line;
  /** How many results it made red. */
  count: number;
  /** `GET /contacts → 200`. */
  exchange: string;
  reply: string;
  violation: Violation;
}

/** The faults behind all that is red: what breaks the same line of the contract in the same way is one. */
export function findingsOf(outcomes: readonly CheckOutcome[]): Finding[] {
  const found = new Map<string, Finding & { names: Set<string>; results: Set<unknown> }>();
  for (const { check, results } of outcomes) {
    for (const result of results) {
      for (const violation of causes(result.violations)) {
        const { rule, message, exchange, place } = violation;
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
          message: withoutSecrets(message),
          operationId,
          operations: [],
          source,
          count: 0,
          exchange: withoutSecrets(title(exchange)),
          reply: withoutSecrets(exchange.response.text.slice(0, 400)),
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

/** Of a reply that is no JSON that is said, and not all that is missing in it. */
function causes(violations: readonly Violation[]): Violation[] {
  const unread = new Set(
    violations.filter(({ rule }) => rule === 'json').map(({ exchange }) => exchange.response),
  );
  return violations.filter(
    ({ rule, place, exchange }) =>
      !unread.has(exchange.response) || !(rule === 'expected-code' || place?.startsWith('/body')),
  );
}

/** Faults of how a reply comes over the wire: they are one, whatever was asked. */
const ofTheWire = ['json', 'encoding', 'media-type'];

function keyOf({ rule, message, place, operationId }: Violation, { file, line }: Line): string {
  const status = /status (\d+)(?= instead| is not)/.exec(message)?.[1];
  if (status !== undefined && (place === undefined || place === '/status')) {
    return `status ${status} ${Number(status) >= 500 ? '' : (operationId ?? '')}`;
  }
  if (ofTheWire.includes(rule)) return rule;
  if (place?.startsWith('/headers/') || file.includes('/components/')) return `${file}:${line}`;
  return `${rule} ${operationId ?? ''} ${generalized(place ?? '')} ${message.replaceAll(/"[^"]*"|«[^»]*»|\d+/g, '#').slice(0, 60)}`;
}

/** How anybody sees it again: what made the state, and the request, as lines for a shell. */
export function evidenceOf({ violation }: Finding, entries: readonly Entry[]): string[] {
  const { exchange, place } = violation;
  const index =
    violation.entry ?? entries.findIndex((entry) => entry.kind === 'exchange' && entry.exchange === exchange);
  const entry = entries[index];
  // What the contract itself lacks was seen before anything was asked.
  if (!entry) return violation.rule === 'observed' ? [] : [curlOf(exchange.request)];
  const steps =
    violation.rule === 'truth'
      ? shortest(entries, index, { place: place ?? '', message: violation.message })
      : [entry];
  return scriptOf(steps).map(withoutSecrets);
}
