import { closedDocument as document, resolve } from '../contract/catalog.ts';
import { delivery as promised, webhooks } from '@atteny/contract';
import { isSignedBy, complaintsAbout } from '../conformance/delivery.ts';
import { awaited, type EventBody } from './events.ts';
import type { RuleName } from './named-rules.ts';
import { outcomeOf, settlingMs, waitAfter, withChanged, withEndpoint } from './sendings.ts';
import { shown as text } from './shown.ts';
import { fresh, mismatches, within, type Mismatch } from './template.ts';
import type { Arriving } from './timeline.ts';
import type { Receiving, Secrets, Seen, Sending, World } from './world.ts';

/**
 * Which world and endpoint a delivery is for: by its id, by the secret that signed it, or, where none did, by the address
 * that it came to. Undefined: none.
 */
export function receiverOf(
  worlds: Iterable<World>,
  arrival: Arriving,
): { world: World; endpoint: Receiving } | undefined {
  const id = arrival.headers['x-atteny-delivery'];
  const body = parsed(arrival.body);
  const all = [...worlds].flatMap((world) =>
    receiving(world, arrival.at).map((endpoint) => ({ world, endpoint })),
  );
  const awaiting = ({ endpoint }: { endpoint: Receiving }): boolean =>
    awaited(endpoint.sendings, body) !== undefined;
  const signed = ({ endpoint }: { endpoint: Receiving }): boolean => isSigned(endpoint, arrival);
  const addressed = all.filter(({ endpoint }) => isAddressed(endpoint, arrival));
  return (
    all.find(({ endpoint }) => endpoint.sendings.some((each) => each.id !== undefined && each.id === id)) ??
    all.find((each) => awaiting(each) && signed(each)) ??
    all.findLast(signed) ??
    addressed.find(awaiting) ??
    (addressed.length === 1 ? addressed[0] : undefined)
  );
}

function isAddressed({ url }: Receiving, { headers }: Arriving): boolean {
  return URL.canParse(url) && new URL(url).host === headers['host'];
}

/** Endpoints that a delivery may be for: an attempt that was under way while its endpoint was deleted still comes. */
function receiving({ endpoints, deleted }: World, at: number): Receiving[] {
  const gone = deleted.filter(({ deletedAt }) => at <= deletedAt + settlingMs);
  return [...endpoints.values(), ...gone.map(({ endpoint }) => endpoint)];
}

function isSigned({ secrets }: Receiving, arrival: Arriving): boolean {
  return [secrets.current, secrets.previous, secrets.before?.secrets.current].some(
    (secret) => secret !== undefined && isSignedBy(secret, arrival),
  );
}

/** Holds a delivery against what the world says has happened, and writes down that it came. */
export function arrived(
  world: World,
  endpoint: Receiving,
  arrival: Arriving,
): { world: World; found: Mismatch[] } {
  const { headers, body } = arrival;
  const found: Mismatch[] = [];
  const complain = (rule: RuleName, place: string, message: string): void =>
    void found.push({ place, message, rule });
  const json = parsed(body);
  const candidates = endpoint.sendings;
  const id = headers['x-atteny-delivery'];
  const sending =
    candidates.find((each) => each.id !== undefined && each.id === id) ??
    candidates.find(
      (each) => each.id === undefined && each.event.id !== undefined && each.event.id === json?.id,
    ) ??
    awaited(candidates, json);
  found.push(...misSigned(world, endpoint, arrival, sending));
  if (!sending) {
    const again = candidates.find((each) => each.event.id !== undefined && each.event.id === json?.id);
    complain(
      'nothing comes that did not happen',
      '',
      again
        ? `${String(json?.event)} came by a delivery that nobody asked for (${String(id)})`
        : `${String(json?.event)} came where nothing was to come`,
    );
    return { world, found };
  }
  found.push(...mismatches(bodyOf(sending), json, '/body'));
  if (sending.event.id === undefined && isEventTaken(world, json?.id)) {
    complain('an event has an id of its own', '/body/id', 'is the id of another event');
  }
  const late = mistimed(arrival, sending);
  if (late !== undefined) complain('a delivery is signed', '/headers/webhook-timestamp', late);
  if (sending.kind !== 'TEST') {
    // One that failed with its endpoint may have been under way; what a person suspended may not begin any more.
    if (sending.withdrawn === 'suspended') {
      complain('nothing comes to who is disabled', '', `came to an endpoint that is ${endpoint.status}`);
    }
    const before = outcomeOf(sending);
    if (before) complain('nothing comes after its end', '', `came again after it was over (${before.kind})`);
  }
  const seen: Seen = {
    at: arrival.at,
    answeredAt: arrival.answeredAt,
    status: arrival.answer.status,
    body: kept(arrival.answer.body),
    ...retryAfterOf(arrival),
    redirectLocation: redirectLocationOf(arrival),
    timestamp: Number(headers['webhook-timestamp']),
    endedFrom: arrival.answeredAt + world.ahead.least,
    startedAt: sending.shown?.attempts[sending.seen.length]?.startedAt,
  };
  const told = sending.shown?.attempts[sending.seen.length];
  if (sending.kind === 'TEST' && told) {
    if (told.statusCode !== seen.status) {
      complain(
        'a Test is its one attempt',
        '/statusCode',
        `${String(told.statusCode)} where the receiver answered ${seen.status ?? 'nothing'}`,
      );
    }
    if (told.redirectLocation !== seen.redirectLocation) {
      complain(
        'a Test is its one attempt',
        '/redirectLocation',
        `${String(told.redirectLocation)} where the receiver pointed to ${String(seen.redirectLocation)}`,
      );
    }
    if (told.responseBody !== (seen.body === '' ? null : seen.body)) {
      complain(
        'a Test is its one attempt',
        '/responseBody',
        `${text(told.responseBody)} where the receiver answered ${text(seen.body)}`,
      );
    }
  }
  const after: Sending = {
    ...sending,
    id: sending.id ?? id,
    event:
      sending.event.id === undefined && typeof json?.id === 'string'
        ? { ...sending.event, id: json.id }
        : sending.event,
    seen: [...sending.seen, seen],
  };
  const changed = withChanged(world, endpoint.id, sending, after);
  const outcome = outcomeOf(after);
  const known = changed.endpoints.get(endpoint.id);
  if (!outcome || after.kind === 'TEST' || !known) return { world: changed, found };
  return { world: withEndpoint(changed, { ...known, unsettled: [...known.unsettled, outcome] }), found };
}

function bodyOf({ event, kind, createdAt }: Sending): unknown {
  const data = event.data ?? sampleOf(event.event);
  const at =
    kind === 'TEST' && typeof createdAt !== 'string'
      ? within(createdAt.from, createdAt.to)
      : event.createdAt === ''
        ? within(0, Number.MAX_SAFE_INTEGER / 1024)
        : event.createdAt;
  return { id: event.id ?? freshEvent, event: event.event, createdAt: at, data };
}

const freshEvent = fresh(() => false);

/** The contract's own example of an event: what a Test sends. */
function sampleOf(event: string): unknown {
  const id = Object.entries(webhooks).find(([, name]) => name === event)?.[0] ?? '';
  const item = document.webhooks?.[id] as { post?: { requestBody?: unknown } } | undefined;
  const request = resolve<{ content: Record<string, { examples: Record<string, unknown> }> }>(
    item?.post?.requestBody,
  );
  const [example] = Object.values(request.content['application/json']?.examples ?? {});
  return resolve<{ value: { data: unknown } }>(example).value.data;
}

interface Signing {
  secret: string;
  next: string | undefined;
}

/** What is wrong with the signatures of an arrival, by the secrets of its time. */
function misSigned(
  world: World,
  { secrets }: Receiving,
  arrival: Arriving,
  sending: Sending | undefined,
): Mismatch[] {
  const now = signatures(signing(world, secrets, arrival), arrival);
  const { before } = secrets;
  // An attempt that was under way while the secret changed may be signed as before; what came about later may not.
  const underWay =
    before !== undefined &&
    arrival.at <= before.rotatedAt + settlingMs &&
    (sending === undefined || dueFrom(sending) <= before.worldTime);
  if (now.length === 0 || !underWay) return now;
  const then = signatures(signing(world, before.secrets, arrival), arrival);
  return then.length === 0 ? [] : now;
}

/** World time before which no attempt that is not yet seen was due. */
function dueFrom({ createdAt: at, seen, shown }: Sending): number {
  const last = seen.at(-1);
  const startedAt = shown?.attempts[seen.length - 1]?.startedAt ?? last?.startedAt;
  if (!last || startedAt === undefined) return typeof at === 'string' ? Date.parse(at) : at.from;
  return Date.parse(startedAt) + (last.answeredAt - last.at) + waitAfter(seen.length, last).least;
}

/** What is wrong with the time that an attempt gives: seconds pass between two attempts, however fast the world's clock goes. */
function mistimed({ headers }: Arriving, { seen }: Sending): string | undefined {
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last || first.timestamp === undefined) return undefined;
  const passed = Number(headers['webhook-timestamp']) - first.timestamp;
  const least = Math.floor((last.answeredAt - first.at) / 1000) - 1;
  return passed >= least
    ? undefined
    : `webhook-timestamp is ${passed} s after that of the first attempt, where ${least} s have passed`;
}

function signatures(sent: Signing, arrival: Arriving): Mismatch[] {
  const { headers, body, at } = arrival;
  return [
    ...complaintsAbout({ headers, body }, sent.secret, at).map(({ place, message }) => ({
      place,
      message,
      rule: 'a delivery is signed' as const,
    })),
    ...nextSignature(sent, arrival).map((message) => ({
      place: '/headers/x-atteny-signature-next',
      message,
      rule: 'both secrets sign during a rotation' as const,
    })),
  ];
}

function signing(world: World, { current, previous, previousUntil }: Secrets, { at }: Arriving): Signing {
  const now = at + world.ahead.least;
  const running = previous !== undefined && previousUntil !== null && now < Date.parse(previousUntil);
  return running ? { secret: previous, next: current } : { secret: current, next: undefined };
}

function nextSignature({ next }: Signing, { headers, body, at }: Arriving): string[] {
  const sent = headers['x-atteny-signature-next'];
  const count = (headers['webhook-signature'] ?? '').split(' ').length;
  if (next === undefined) {
    if (sent !== undefined) return ['is there outside of a rotation'];
    return count === 1 ? [] : [`webhook-signature has ${count} signatures outside of a rotation`];
  }
  if (sent === undefined) return ['is missing during a rotation'];
  const found = complaintsAbout({ headers: { ...headers, 'x-atteny-signature': sent }, body }, next, at).map(
    ({ message }) => message,
  );
  if (count !== 2) found.push(`webhook-signature has ${count} signatures during a rotation`);
  return found;
}

/** Milliseconds that a receiver asked for; null: nothing. */
function retryAfterOf({ answer, answeredAt }: Arriving): Pick<Seen, 'retryAfter' | 'retryAfterSlack'> {
  const value = answer.headers['retry-after'];
  if (value === undefined) return { retryAfter: null };
  if (/^\d+$/.test(value)) return { retryAfter: Number(value) * 1000 };
  return { retryAfter: Math.max(0, Date.parse(value) - answeredAt), retryAfterSlack: settlingMs };
}

/** As much of an answer as is kept. */
function kept(body: string): string {
  return Buffer.from(body).subarray(0, promised.responseBytes).toString('utf8');
}

/** Where a redirect leads, without what may be secret in it. */
function redirectLocationOf({ answer: { status, headers: answered }, headers }: Arriving): string | null {
  const location = answered['location'];
  if (location === undefined || status === null || Math.trunc(status / 100) !== 3) return null;
  const { host, pathname, protocol } = new URL(location, `http://${headers['host']}`);
  return protocol.startsWith('http') ? `${protocol}//${host}${pathname}` : null;
}

function parsed(body: string): EventBody | undefined {
  try {
    return JSON.parse(body) as EventBody;
  } catch {
    return undefined;
  }
}

function isEventTaken(world: World, id: string | undefined): boolean {
  return [...world.endpoints.values()].some(({ sendings }) => sendings.some(({ event }) => event.id === id));
}
