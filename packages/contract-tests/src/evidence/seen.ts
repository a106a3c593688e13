import type { Violation } from '../conformance/violation.ts';
import { presentedKey } from '../oracle/oracle.ts';
import { operationIdOf } from '../oracle/request.ts';
import type { Entry } from '../oracle/timeline.ts';
import type { CheckOutcome } from '../run.ts';
import type { Exchange, Request } from '../target/exchange.ts';
import { listFaults } from './lists.ts';
import { sourceOf, type Broken } from './source.ts';
import type { Line } from './spec-files.ts';
import { likeness, symptomOf, type Symptom } from './symptom.ts';
import { wrongStatusOf, type WrongStatus } from './wrong-status.ts';

/** One thing that was red, once, with when and where it was seen. */
export interface Occurrence {
  violation: Violation;
  symptom: Symptom;
  operationId: string | undefined;
  source: Line;
  check: string;
  result: { name: string };
  /** The reply, delivery or report that it was seen in. */
  reply: unknown;
  /** Number in the run's record; what a check noticed of several replies comes after all that it saw. */
  at: number;
  world: string | undefined;
  /** Its place among all that was red. */
  order: number;
}

interface Raw extends Omit<Occurrence, 'symptom' | 'source'> {
  isOfSeveral: boolean;
}

/** All that is red, each under the symptom that it is one of. */
export function occurrencesOf(outcomes: readonly CheckOutcome[], entries: readonly Entry[]): Occurrence[] {
  const raw = rawOf(outcomes, entries);
  const replies = Map.groupBy(
    raw.filter(({ isOfSeveral }) => !isOfSeveral),
    ({ reply }) => reply,
  );
  const violations = new Map(
    [...replies].map(([reply, seen]) => [reply, seen.map((each) => each.violation)]),
  );
  const statuses = new Map([...violations].map(([reply, all]) => [reply, wrongStatusOf(all)]));
  /** What was due where a status came that was not. */
  const wanted = new Map(
    [...statuses.values()].flatMap((each) =>
      each?.wanted === undefined ? [] : [[each.got, each.wanted] as const],
    ),
  );
  const right = rightOnes(entries, violations, statuses);
  const lists = listFaults(
    new Map(
      [...replies].map(([reply, [first]]) => [
        reply,
        { operationId: first?.operationId, violations: violations.get(reply) ?? [] },
      ]),
    ),
  );
  const sources = new Map<string, Line>();
  const sourceOnce = (broken: Broken): Line => {
    const { rule, place, message = '', schema, because, operationId, status } = broken;
    const key = [
      rule,
      place?.replaceAll(/\/\d+/g, '/*'),
      likeness(message),
      schema,
      because,
      operationId,
      status,
    ];
    const known = sources.get(key.join(' ')) ?? sourceOf(broken);
    sources.set(key.join(' '), known);
    return known;
  };
  /** The line of the property that a violation is about, whatever of it was broken. */
  const propertyLine = ({ violation, operationId }: Raw): string => {
    const { place, exchange } = violation;
    const { file, line } = sourceOnce({ place: place ?? '', operationId, status: exchange.response.status });
    return `${file}:${line}`;
  };
  const forms = new Map(
    raw.flatMap((each) =>
      each.violation.schema === undefined ? [] : [[propertyLine(each), each.violation.schema] as const],
    ),
  );
  return raw.map((seen) => {
    const { isOfSeveral, ...each } = seen;
    const { violation, operationId, reply } = each;
    const status = isOfSeveral ? undefined : withDue(statuses.get(reply), wanted);
    const source = sourceOnce({
      ...violation,
      operationId,
      status:
        (violation.place === '/status' ? status?.wanted : undefined) ?? violation.exchange.response.status,
    });
    const symptom = symptomOf(violation, {
      operationId,
      source,
      status,
      isNeverRight: {
        status: !right.has(`${status?.wanted}`),
        code: !right.has('code'),
      },
      list: isOfSeveral ? undefined : lists.get(reply),
      schema: violation.schema ?? forms.get(propertyLine(seen)),
    });
    return { ...each, symptom, source };
  });
}

function rawOf(outcomes: readonly CheckOutcome[], entries: readonly Entry[]): Raw[] {
  const numbers = new Map<Request, number>();
  const worlds = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    if (entry.kind === 'exchange') numbers.set(entry.exchange.request, index);
    const key = entry.kind === 'console' ? (entry.data as { key?: unknown } | undefined)?.key : undefined;
    if (entry.kind === 'console' && typeof key === 'string') worlds.set(key, entry.worldId);
  }
  const numberOf = ({ entry, exchange }: Violation): number | undefined =>
    entry ?? numbers.get(exchange.request);
  let order = 0;
  return outcomes.flatMap(({ check, results }) => {
    const latest = results
      .flatMap(({ violations }) => violations)
      .reduce((last, each) => Math.max(last, numberOf(each) ?? -1), -1);
    return results.flatMap((result) =>
      result.violations.map((violation) => {
        const { exchange, place, rule } = violation;
        const number = numberOf(violation);
        const isOfSeveral = rule !== 'truth' && place === undefined && !ofOneReply.includes(rule);
        return {
          violation,
          operationId: violation.operationId ?? operationIdOf(exchange.request),
          check: check.name,
          result,
          reply: number ?? exchange.request,
          at: isOfSeveral ? latest + 0.5 : (number ?? latest),
          world: violation.world ?? worlds.get(presentedKey(exchange.request) ?? ''),
          order: (order += 1),
          isOfSeveral,
        };
      }),
    );
  });
}

/** Rules without a place that are about one reply alone. */
const ofOneReply = ['json', 'proxy'];

/** Statuses that came where they were due, and whether any refusal had its code. */
function rightOnes(
  entries: readonly Entry[],
  violations: ReadonlyMap<unknown, readonly Violation[]>,
  statuses: ReadonlyMap<unknown, WrongStatus | undefined>,
): ReadonlySet<string> {
  const right = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    if (entry.kind !== 'exchange' || statuses.get(index)) continue;
    const { status } = entry.exchange.response;
    right.add(`${status}`);
    const isCoded = !(violations.get(index) ?? []).some(({ place }) => place === '/body/code');
    if (status >= 400 && isCoded && codeOf(entry.exchange) !== undefined) right.add('code');
  }
  return right;
}

const codeOf = ({ response }: Exchange): unknown => (response.json as { code?: unknown } | undefined)?.code;

/** Of a status that is only known not to be documented, what was due where the same came elsewhere. */
function withDue(
  status: WrongStatus | undefined,
  wanted: ReadonlyMap<number, number>,
): WrongStatus | undefined {
  return status && { ...status, wanted: status.wanted ?? wanted.get(status.got) };
}
