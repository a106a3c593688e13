import { isDeepStrictEqual } from 'node:util';
import type { Entry } from '../oracle/timeline.ts';
import { closed, givenBy, textOf } from './named.ts';

/** What the last step has of other worlds: who gave the ids in it, and who sent a key before that it replays. */
export function elsewhere(
  entries: readonly Entry[],
  worlds: readonly (string | undefined)[],
  needed: ReadonlyMap<Entry, Entry[]>,
): ReadonlySet<Entry> {
  const end = entries.at(-1);
  if (end?.kind !== 'exchange') return new Set();
  const text = `${textOf(end)} ${end.exchange.response.text}`;
  const words = new Set(text.match(/[\w-]+/g));
  const others = entries.filter(
    (_entry, index) => worlds[index] !== undefined && worlds[index] !== worlds.at(-1),
  );
  const givingSteps = others.filter((entry) => givenBy(entry).some(({ value }) => words.has(value)));
  const isReplay = end.exchange.response.headers['idempotency-replayed'] !== undefined;
  const sent = isReplay ? repeated(entries).filter((entry) => others.includes(entry)) : [];
  return new Set(closed([...givingSteps.slice(0, 1), ...sent], needed, entries));
}

/** A read that was answered the same before, in case that the reply is kept: when it was asked so last. */
export function asBefore(entries: readonly Entry[]): Entry[] {
  const end = entries.at(-1);
  if (end?.kind !== 'exchange' || end.exchange.request.method !== 'GET') return [];
  const { request, response } = end.exchange;
  const before = entries
    .slice(0, -1)
    .findLast(
      (entry) =>
        entry.kind === 'exchange' &&
        entry.exchange.request.path === request.path &&
        entry.exchange.response.text === response.text &&
        entry.exchange.response.status < 300 &&
        isDeepStrictEqual(entry.exchange.request.headers, request.headers),
    );
  return before ? [before] : [];
}

/** All that was done to the world of which a console was asked without an answer: nobody knows what of it mattered. */
export function untold(entries: readonly Entry[], worlds: readonly (string | undefined)[]): Entry[] {
  const end = entries.at(-1);
  if (end?.kind !== 'exchange' || end.exchange.response.status !== 0) return [];
  const words = end.exchange.request.path.split(/[^\w-]/);
  return entries.filter((entry, index) => words.includes(worlds[index] ?? '') && !isRead(entry));
}

/** What was sent before with the Idempotency-Key of the last step. */
export function repeated(entries: readonly Entry[]): Entry[] {
  const key = idempotencyKey(entries.at(-1));
  return key === undefined ? [] : entries.slice(0, -1).filter((entry) => idempotencyKey(entry) === key);
}

function idempotencyKey(entry: Entry | undefined): string | undefined {
  if (entry?.kind !== 'exchange') return undefined;
  const { headers } = entry.exchange.request;
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'idempotency-key')?.[1];
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
