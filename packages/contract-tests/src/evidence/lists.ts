import type { Violation } from '../conformance/violation.ts';
import type { ListFault } from './symptom.ts';

/** A reply whose list has other items than it had to have. */
interface WrongList {
  reply: unknown;
  operationId: string;
  /** The parameters that it was asked with, but for those that say nothing. */
  asked: readonly string[];
  kind: 'fewer' | 'more' | 'order' | 'others';
  /** Numbers of the items that are others. */
  items: ReadonlySet<string>;
}

/**
 * Which replies have another list, and by what. Where a list is wrong with fewer parameters as well, it is not for those
 * that it has more; where another operation's list is wrong in the same way, by the same parameters, it is the same fault.
 */
export function listFaults(
  replies: ReadonlyMap<unknown, { operationId: string | undefined; violations: readonly Violation[] }>,
): Map<unknown, ListFault> {
  const lists = [...replies].flatMap(([reply, seen]) => wrongList(reply, seen) ?? []);
  const least = (list: WrongList): readonly string[] =>
    lists
      .filter(
        ({ operationId, asked }) =>
          operationId === list.operationId && asked.every((name) => list.asked.includes(name)),
      )
      .map(({ asked }) => asked)
      .toSorted((a, b) => a.length - b.length)[0] ?? list.asked;
  /** Of each operation and its parameters, the ways of being wrong. */
  const groups = new Map<string, { asked: string; kinds: Set<string> }>();
  const keyOf = (list: WrongList): string => `${list.operationId} ${least(list).join()}`;
  for (const list of lists) {
    const key = keyOf(list);
    const group = groups.get(key) ?? { asked: least(list).join(), kinds: new Set<string>() };
    groups.set(key, { ...group, kinds: new Set([...group.kinds, list.kind]) });
  }
  const sameAs = (key: string): string => {
    const { asked, kinds } = groups.get(key) ?? { asked: '', kinds: new Set<string>() };
    const first = [...groups].find(
      ([, other]) => other.asked === asked && [...kinds].some((kind) => other.kinds.has(kind)),
    );
    return first?.[0] ?? key;
  };
  return new Map(
    lists.map((list) => [
      list.reply,
      {
        key: `list ${sameAs(keyOf(list))}`,
        isOfIt: ([data, item]) => data === 'data' && (item === undefined || list.items.has(item)),
      },
    ]),
  );
}

function wrongList(
  reply: unknown,
  { operationId, violations }: { operationId: string | undefined; violations: readonly Violation[] },
): WrongList | undefined {
  const truths = violations.filter(({ rule }) => rule === 'truth');
  const counted = truths.find(({ place }) => place === '/body/data');
  const counts = /^(\d+) items instead of (\d+)$/.exec(counted?.message ?? '');
  const ids = truths.flatMap(({ place = '', message }) => {
    const item = /^\/body\/data\/(\d+)\/id$/.exec(place)?.[1];
    const [, got, wanted] = /^"([\w-]+)" instead of "([\w-]+)"$/.exec(message) ?? [];
    return item === undefined || got === undefined || wanted === undefined ? [] : [{ item, got, wanted }];
  });
  const misplaced = truths.flatMap(({ because, place = '' }) =>
    because === 'deliveries stand in order' ? [place.replace('/body/data/', '')] : [],
  );
  const [first] = truths;
  const isOther = ids.length > 0 || counts || misplaced.length > 0;
  if (operationId === undefined || !first || !isOther) return undefined;
  const { path } = first.exchange.request;
  const query = new URLSearchParams(path.split('?')[1] ?? '');
  const asked = [...new Set(query.keys())].filter(
    (name) => name !== 'limit' && !(name === 'page' && query.get(name) === '1'),
  );
  const [got, wanted] = [counts?.[1], counts?.[2]].map(Number);
  const isSame =
    ids
      .map((each) => each.got)
      .toSorted()
      .join() ===
    ids
      .map((each) => each.wanted)
      .toSorted()
      .join();
  const kind = counts
    ? (got as number) < (wanted as number)
      ? 'fewer'
      : 'more'
    : isSame
      ? 'order'
      : 'others';
  return {
    reply,
    operationId,
    asked: asked.toSorted(),
    kind,
    items: new Set([...ids.map(({ item }) => item), ...misplaced]),
  };
}
