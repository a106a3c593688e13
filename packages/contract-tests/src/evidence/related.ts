import type { Asking, Entry } from '../oracle/timeline.ts';
import type { Wanted } from './sought.ts';
import { closed, givenBy, names, textOf } from './named.ts';

/** What the last step has of other worlds: who gave the ids in it, and who sent a key before that it replays. */
export function elsewhere(
  entries: readonly Entry[],
  worlds: readonly (string | undefined)[],
  world: string | undefined,
  needed: ReadonlyMap<Entry, Entry[]>,
): ReadonlySet<Entry> {
  const end = entries.at(-1);
  if (end?.kind !== 'exchange') return new Set();
  const text = `${textOf(end)} ${end.exchange.response.text}`;
  const words = new Set(text.match(/[\w-]+/g));
  const others = entries.filter((_entry, index) => worlds[index] !== undefined && worlds[index] !== world);
  const givingSteps = others.filter((entry) => givenBy(entry).some(({ value }) => words.has(value)));
  const isReplay = end.exchange.response.headers['idempotency-replayed'] !== undefined;
  const sent = isReplay ? repeated(entries).filter((entry) => others.includes(entry)) : [];
  return new Set(closed([...givingSteps.slice(0, 1), ...sent], needed, entries));
}

const pathOf = ({ exchange }: Asking): string | undefined => exchange.request.path.split('?')[0];

/** A read that was answered the same before, in case that the reply is kept: when it was asked so last. */
function asBefore(entries: readonly Entry[]): Entry[] {
  const end = entries.at(-1);
  if (end?.kind !== 'exchange' || end.exchange.request.method !== 'GET') return [];
  const { response } = end.exchange;
  const before = entries
    .slice(0, -1)
    .findLast(
      (entry) =>
        entry.kind === 'exchange' &&
        pathOf(entry) === pathOf(end) &&
        entry.exchange.response.text === response.text &&
        entry.exchange.response.status < 300,
    );
  return before ? [before] : [];
}

/** The world of which a console was asked without an answer. */
export function unanswered(end: Entry, worlds: readonly (string | undefined)[]): string | undefined {
  if (end.kind !== 'exchange' || end.exchange.response.status !== 0) return undefined;
  const words = end.exchange.request.path.split(/[^\w-]/);
  return worlds.find((world) => world !== undefined && words.includes(world));
}

/** What was sent before with the Idempotency-Key of the last step. */
export function repeated(entries: readonly Entry[]): Entry[] {
  const key = idempotencyKey(entries.at(-1));
  return key === undefined ? [] : entries.slice(0, -1).filter((entry) => idempotencyKey(entry) === key);
}

/** What was sent before with a key that is nearly that of the last step: other letters in it, or more of them. */
function sentAlike(entries: readonly Entry[]): Entry[] {
  const key = idempotencyKey(entries.at(-1));
  if (key === undefined) return [];
  const [beginning, length] = [key.slice(0, longestBeginning).toLowerCase(), key.length];
  const before = entries.findLast((entry) => {
    const other = idempotencyKey(entry);
    return other !== undefined && other !== key && other.slice(0, length).toLowerCase().startsWith(beginning);
  });
  return before ? [before] : [];
}

/** Keys of different requests differ in so many characters. */
const longestBeginning = 20;

function idempotencyKey(entry: Entry | undefined): string | undefined {
  if (entry?.kind !== 'exchange') return undefined;
  const { headers } = entry.exchange.request;
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'idempotency-key')?.[1];
}

/** What was done last to the one thing that the last step looks at. */
function lastDoneTo(entries: readonly Entry[]): Entry[] {
  const end = entries.at(-1);
  if (end?.kind !== 'exchange' || end.exchange.request.method !== 'GET') return [];
  const [id = ''] = end.exchange.request.path.split(/[?/]/).slice(2);
  const done = entries.findLast(
    (entry) => !isRead(entry) && entry.kind !== 'arrival' && names(textOf(entry), id),
  );
  return id.length > 0 && done ? [done] : [];
}

/** What wrote anything that the last step or its reply names, for a beginning. */
export function relatedTo(end: Entry): (entry: Entry) => boolean {
  const text = end.kind === 'exchange' ? `${textOf(end)} ${end.exchange.response.text}` : textOf(end);
  const words = new Set(text.match(/[\w-]{8,}/g));
  const isNamed = (entry: Entry): boolean =>
    givenBy(entry).some(({ value }) => words.has(value)) ||
    (textOf(entry).match(/[\w-]{8,}/g) ?? []).some((word) => words.has(word) && /\d/.test(word));
  return (entry) => entry.kind === 'receiver' || (!isRead(entry) && isNamed(entry));
}

/** What changes nothing. */
export function isRead(entry: Entry): boolean {
  return (
    entry.kind === 'exchange' &&
    (entry.exchange.request.method === 'GET' || entry.exchange.response.status >= 300)
  );
}

/** What may have made a reply wrong though it should not have: what was asked alike before, or done to the same thing. */
export function triggersOf(seen: readonly Entry[], wanted: Wanted | undefined): Entry[] {
  const isOfStatus = wanted?.place === '/status' || wanted?.place === '/headers/idempotency-replayed';
  return [
    // A reply to what is refused by now may be one that was kept.
    ...(isOfStatus ? [...asBefore(seen), ...sentAlike(seen), ...repeated(seen).slice(-1)] : []),
    ...(wanted?.place.startsWith('/body/') ? lastDoneTo(seen) : []),
  ];
}
