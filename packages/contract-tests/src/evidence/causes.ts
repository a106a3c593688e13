import type { Occurrence } from './seen.ts';
import { familyOf, isOfReply, type Area } from './symptom.ts';

/** All that was seen of one fault. */
export interface Cause {
  /** What is told of it and shown again. */
  first: Occurrence;
  /** The symptom that the others are parts of, wherever it was seen. */
  main: readonly Occurrence[];
  /** What is wrong in the same replies, or follows from it. */
  others: readonly Occurrence[];
}

/**
 * One fault may be seen in many ways. A symptom that is never seen but where another one is, which explains it, is a part
 * of that: in the same reply a wrong status explains what else is wrong, and in a world what went wrong first explains
 * that what comes later is not what the model expects. What is seen alone anywhere is a fault of its own.
 */
export function causesOf(occurrences: readonly Occurrence[]): Cause[] {
  const symptoms = Map.groupBy(occurrences, ({ symptom }) => symptom.key);
  const leaders = leadersOf(occurrences);
  const parents = new Map<string, string>();
  for (const [key, all] of symptoms) {
    const parent = parentOf(
      key,
      all.map((each) => leaders.get(each) ?? []),
    );
    if (parent !== undefined) parents.set(key, parent);
  }
  for (const key of symptoms.keys()) breakCircle(key, parents, [...symptoms.keys()]);
  joinSameReplies(
    [...symptoms].filter(([key]) => !parents.has(key)),
    parents,
  );
  const causes = new Map<string, { main: Occurrence[]; others: Occurrence[] }>();
  for (const [key, all] of symptoms) if (!parents.has(key)) causes.set(key, { main: all, others: [] });
  for (const [key, all] of symptoms) {
    if (parents.has(key)) causes.get(rootOf(key, parents))?.others.push(...all);
  }
  return [...causes.values()].map(({ main, others }) => ({ first: firstOfAll(main, others), main, others }));
}

/** What is wrong says more than when it changed: of several properties an instant is told only where nothing else is wrong. */
function firstOfAll(main: readonly Occurrence[], others: readonly Occurrence[]): Occurrence {
  const [first] = main as [Occurrence];
  if (!isInstant(first)) return first;
  return others.find((each) => isOfProperty(each) && !isInstant(each)) ?? first;
}

const isInstant = (each: Occurrence): boolean =>
  isOfProperty(each) && each.violation.place?.endsWith('At') === true;

const isOfProperty = ({ symptom }: Occurrence): boolean => symptom.key.startsWith('spec/');

const rank: Record<Area, number> = { wire: 0, status: 1, header: 2, body: 2, demand: 3 };

/** The symptoms that explain each thing seen. */
function leadersOf(occurrences: readonly Occurrence[]): Map<Occurrence, string[]> {
  const inReply = firstOf(
    occurrences.filter(({ symptom }) => symptom.area !== 'demand'),
    ({ reply }) => reply,
  );
  const inResult = firstOf(occurrences, ({ result }) => result);
  const inCheck = firstOf(occurrences, ({ check }) => check);
  // A journey asks again what the checks before it have asked, and another program judges it.
  const inRun = firstOf(occurrences, () => undefined);
  const inWorld = firstOf(
    occurrences.filter(({ symptom, world }) => symptom.mayLead && world !== undefined),
    ({ world }) => world,
  );
  return new Map(
    occurrences.map((each) => {
      const { symptom, reply, world, result, check, at, order, violation } = each;
      const isDemand = symptom.area === 'demand';
      const story =
        violation.rule === 'interrupted'
          ? inCheck.get(check)
          : check === 'journeys'
            ? inRun.get(undefined)
            : inResult.get(result);
      const found = [
        ...(inReply.get(reply) ?? []).filter(
          (other) => rank[other.symptom.area] < rank[symptom.area] || isOfHeaderIn(each, other),
        ),
        ...(isDemand
          ? (story ?? []).filter((other) => other.symptom.area !== 'demand' || other.order < order)
          : []),
        ...(symptom.mayFollow
          ? (inWorld.get(world) ?? []).filter(
              (other) => other.at < at && (isDemand || !isReading(other) || isOfSameThings(other, each)),
            )
          : []),
      ];
      const keys = new Set(found.map((other) => other.symptom.key));
      keys.delete(symptom.key);
      return [each, [...keys]];
    }),
  );
}

/** Whether one says that headers contradict each other, and the other that one of them is wrong by itself. */
function isOfHeaderIn(
  { violation: { rule, message } }: Occurrence,
  { violation: other }: Occurrence,
): boolean {
  const name = other.place?.replace('/headers/', '') ?? ' ';
  return rule === 'limits' && other.rule !== 'limits' && message.toLowerCase().includes(name);
}

/** Of each group, where each of its symptoms was seen first: by what makes things wrong, and by reads of each kind of things. */
function firstOf(
  occurrences: readonly Occurrence[],
  groupOf: (each: Occurrence) => unknown,
): Map<unknown, Occurrence[]> {
  const groups = new Map<unknown, Map<string, Occurrence>>();
  for (const each of occurrences) {
    const group = groups.get(groupOf(each)) ?? new Map<string, Occurrence>();
    groups.set(groupOf(each), group);
    const key = `${isReading(each) ? familyOf(each.operationId) : ''} ${each.symptom.key}`;
    const known = group.get(key);
    const isFirst = !known || each.at < known.at || (each.at === known.at && each.order < known.order);
    if (isFirst) group.set(key, each);
  }
  return new Map([...groups].map(([of, group]) => [of, [...group.values()]]));
}

/** A reply to a read shows what is wrong, and makes nothing wrong; the model learns nothing from it but of deliveries. */
const isReading = (each: Occurrence): boolean =>
  isOfReply(each.violation) && each.violation.exchange.request.method === 'GET';

const isOfSameThings = (one: Occurrence, other: Occurrence): boolean =>
  familyOf(one.operationId) === familyOf(other.operationId);

/** The symptom that explains another wherever it is seen; undefined: it is seen without any. */
function parentOf(key: string, leaders: readonly (readonly string[])[]): string | undefined {
  if (leaders.some((each) => each.length === 0)) return undefined;
  const counts = new Map<string, number>();
  for (const each of leaders) for (const leader of each) counts.set(leader, (counts.get(leader) ?? 0) + 1);
  counts.delete(key);
  let best: string | undefined;
  for (const [leader, count] of counts) {
    if (best === undefined || count > (counts.get(best) ?? 0)) best = leader;
  }
  return best;
}

/** Of symptoms that explain each other the one that was seen first explains the rest. */
function breakCircle(key: string, parents: Map<string, string>, order: readonly string[]): void {
  const passed: string[] = [];
  let here: string | undefined = key;
  while (here !== undefined && !passed.includes(here)) {
    passed.push(here);
    here = parents.get(here);
  }
  if (here === undefined) return;
  const circle = passed.slice(passed.indexOf(here));
  const first = order.find((each) => circle.includes(each));
  if (first !== undefined) parents.delete(first);
}

function rootOf(key: string, parents: ReadonlyMap<string, string>): string {
  const parent = parents.get(key);
  return parent === undefined ? key : rootOf(parent, parents);
}

/** What every refusal has says nothing of the rest of it. */
const isOfEveryRefusal = (key: string): boolean => /^envelope (?:code|error|success)\b/.test(key);

/** What is wrong in bodies and only where something else of the body is: another item, another list, another state. */
function joinSameReplies(
  roots: readonly (readonly [key: string, all: readonly Occurrence[]])[],
  parents: Map<string, string>,
): void {
  const bodies = roots
    .filter(([key, all]) => all[0]?.symptom.area === 'body' && !isOfEveryRefusal(key))
    .map(([key, all], index) => ({
      key,
      index,
      replies: new Set(all.map(({ reply }) => reply)),
      isList: key.startsWith('list '),
      isOfForm: key.startsWith('schema '),
      isOfProperty: all.every(isOfProperty),
      depth: Math.min(...all.map(({ violation }) => (violation.place ?? '').split('/').length)),
    }))
    .toSorted(
      (a, b) =>
        b.replies.size - a.replies.size ||
        Number(b.isList) - Number(a.isList) ||
        a.depth - b.depth ||
        a.index - b.index,
    );
  for (const [index, { key, replies, isOfProperty: isProperty }] of bodies.entries()) {
    const whole = bodies.slice(0, index).find(
      (other) =>
        // A value of a wrong form may put a list out of order; another property is not wrong by it.
        !(other.isOfForm && isProperty) && [...replies].every((reply) => other.replies.has(reply)),
    );
    if (whole) parents.set(key, whole.key);
  }
}
