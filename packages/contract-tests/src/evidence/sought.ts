import { expectations, observe, type Model } from '../oracle/oracle.ts';
import { isOpen } from '../oracle/sendings.ts';
import { Unknown } from '../oracle/template.ts';
import type { Asking, Entry } from '../oracle/timeline.ts';

/** What the last step has to show: a place and words; undefined: that the model finds nothing wrong with it. */
export interface Wanted {
  place: string;
  message: string;
}

/** Whether a reply would have been right where it is wrong: what it shows was so once. */
export function rightOnce(end: Entry, wanted: Wanted | undefined): (model: Model) => boolean {
  const known = new WeakMap<Model, boolean>();
  const isRight = (model: Model): boolean => {
    if (end.kind !== 'exchange' || !wanted || !/^\/(?:body|status)/.test(wanted.place)) return false;
    if ((expectations(model, end)?.expected.length ?? 0) === 0) return false;
    return observe(model, end).found.every(
      ({ place }) => place !== '/status' && generalized(place) !== generalized(wanted.place),
    );
  };
  return (model) => {
    const right = known.get(model) ?? isRight(model);
    known.set(model, right);
    return right;
  };
}

/**
 * What the model says of a step after others, as far as it matters; undefined: not what is sought, or something is wrong
 * that was not, at other places than these.
 */
export function soughtIn(
  model: Model,
  end: Entry,
  {
    wanted,
    places,
    world,
  }: { wanted: Wanted | undefined; places: ReadonlySet<string> | undefined; world: string | undefined },
): string | undefined {
  const found = observe(model, end).found.map((each) => ({ ...each, place: generalized(each.place) }));
  const isOther = found.some(({ place }) => !place.startsWith('/headers/') && places?.has(place) === false);
  const isThere =
    wanted === undefined ||
    found.some(
      ({ place, message }) =>
        place === generalized(wanted.place) && worded(place, message) === worded(place, wanted.message),
    );
  return isThere && !isOther ? expectedOf(model, end, world) : undefined;
}

/** Headers that count along say another number wherever a step is left out, as does what counts in a list. */
const worded = (place: string, message: string): string =>
  /^\/headers\/x-(?:ratelimit|api-quota)/.test(place)
    ? message.replaceAll(/\d+/g, '#')
    : message.replace(/^\d+ (?=waits |items instead of 0$)/, '');

/** Whether it is wrong whatever else stands in a list: an id or an order is not. */
export function isOfItsItem(wanted: Wanted | undefined): boolean {
  return wanted !== undefined && /\/\d+\/(?!.*[iI]d$)/.test(wanted.place);
}

/** Which answers were right, and by which rule: the same reply may be wrong for another reason. */
function expectedOf(model: Model, end: Entry, world: string | undefined): string {
  if (end.kind !== 'exchange') return '';
  if (end.exchange.response.status === 0) return dueIn(model, world);
  const expected = expectations(model, end)?.expected ?? [];
  const answers = expected.map(({ status, rule, headers }) => [
    status,
    rule,
    Object.keys(headers).filter((name) => headers[name] !== null && !(headers[name] instanceof Unknown)),
  ]);
  return JSON.stringify([answers, isOfNew(model, end)]);
}

/** Whether the reply would be right for a request that is not sent again: what refuses it then is part of the story. */
function isOfNew(model: Model, end: Asking): boolean {
  const { request, response } = end.exchange;
  const named = Object.entries(request.headers);
  const headers = Object.fromEntries(named.filter(([name]) => name.toLowerCase() !== 'idempotency-key'));
  if (Object.keys(headers).length === named.length) return false;
  const fresh: Asking = { ...end, exchange: { response, request: { ...request, headers } } };
  return expectations(model, fresh)?.expected.some(({ status }) => status === response.status) === true;
}

/** What is on its way in a world, of which a console gave no account. */
function dueIn({ worlds }: Model, world = ''): string {
  const endpoints = [...(worlds.get(world)?.endpoints.values() ?? [])];
  const due = endpoints.flatMap(({ watched, status, sendings }) =>
    watched && status === 'ENABLED'
      ? sendings.filter(isOpen).map(({ event, kind, seen }) => `${event.event} ${kind} ${seen.length}`)
      : [],
  );
  return JSON.stringify([...new Set(due)].toSorted());
}

/** A place with every item of a list alike. */
export const generalized = (place: string): string => place.replaceAll(/\/\d+(?=\/|$)/g, '/*');
