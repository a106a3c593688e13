import { judged as document, resolve } from '../contract/catalog.ts';
import { webhooks } from '@atteny/contract';
import { judgeDelivery as judgeForm } from '../judge/judge-delivery.ts';
import { outcomeOf, withChanged, withEndpoint } from './sendings.ts';
import { fresh, mismatches, within, type Mismatch } from './template.ts';
import type { Arriving } from './timeline.ts';
import type { Receiving, Seen, Sending, World } from './world.ts';

/** Which world and endpoint a delivery was signed for; undefined: none. */
export function receiverOf(
  worlds: Iterable<World>,
  { headers, body }: Arriving,
): { world: World; endpoint: Receiving } | undefined {
  const id = headers['x-atteny-delivery'];
  const message = messageIn(body);
  let known: { world: World; endpoint: Receiving } | undefined;
  for (const world of worlds)
    for (const endpoint of world.endpoints.values()) {
      if (endpoint.sendings.some((each) => each.id !== undefined && each.id === id))
        return { world, endpoint };
      const sending = endpoint.sendings.find(
        (each) => each.id === undefined && each.event.data?.message.id === message,
      );
      if (message !== undefined && sending && isSigned(endpoint, headers, body)) return { world, endpoint };
      if (isSigned(endpoint, headers, body)) known = { world, endpoint };
    }
  return known;
}

function isSigned({ secrets }: Receiving, headers: Record<string, string>, body: string): boolean {
  return [secrets.current, secrets.previous].some(
    (secret) =>
      secret !== undefined &&
      !judgeForm({ headers, body }, secret).some((complaint) => complaint.includes('does not verify')),
  );
}

function messageIn(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { data?: { message?: { id?: string } } }).data?.message?.id;
  } catch {
    return undefined;
  }
}

/** Holds a delivery against what the world says has happened, and writes down that it came. */
export function arrived(
  world: World,
  endpoint: Receiving,
  arrival: Arriving,
): { world: World; found: Mismatch[] } {
  const { headers, body } = arrival;
  const found: Mismatch[] = [];
  const complain = (place: string, message: string): void => void found.push({ place, message });
  const sent = signing(world, endpoint, arrival);
  for (const complaint of judgeForm({ headers, body }, sent.secret, arrival.at))
    complain('/headers', complaint);
  for (const complaint of nextSignature(sent, arrival))
    complain('/headers/x-atteny-signature-next', complaint);
  const json = parsed(body);
  const candidates = endpoint.sendings;
  const id = headers['x-atteny-delivery'];
  const sending =
    candidates.find((each) => each.id !== undefined && each.id === id) ??
    candidates.find(
      (each) => each.id === undefined && each.event.id !== undefined && each.event.id === json?.id,
    ) ??
    candidates.find(
      (each) => each.id === undefined && each.event.data?.message.id === json?.data?.message?.id,
    );
  if (!sending) {
    const again = candidates.find((each) => each.event.id !== undefined && each.event.id === json?.id);
    complain(
      '',
      again
        ? `${String(json?.event)} came by a delivery that nobody asked for (${String(id)})`
        : `${String(json?.event)} came where nothing was to come`,
    );
    return { world, found };
  }
  found.push(...mismatches(bodyOf(sending), json, '/body'));
  if (sending.id === undefined && isTaken(world, id))
    complain('/headers/x-atteny-delivery', 'is the id of another delivery');
  if (sending.event.id === undefined && isEventTaken(world, json?.id))
    complain('/body/id', 'is the id of another event');
  if (sending.kind !== 'TEST') {
    // One that failed with its endpoint may have been under way; what a person suspended may not begin any more.
    if (sending.withdrawn === 'suspended') complain('', `came to an endpoint that is ${endpoint.status}`);
    const before = outcomeOf(sending);
    if (before) complain('', `came again after it was over (${before.kind})`);
  }
  const seen: Seen = {
    at: arrival.at,
    answeredAt: arrival.answeredAt,
    status: arrival.answer.status,
    body: arrival.answer.body,
    retryAfter: retryAfterOf(arrival),
    startedAt: sending.shown?.attempts[sending.seen.length]?.startedAt,
  };
  const told = sending.shown?.attempts[sending.seen.length];
  if (sending.kind === 'TEST' && told) {
    if (told.statusCode !== seen.status)
      complain('/statusCode', `${String(told.statusCode)} where the receiver answered ${seen.status}`);
    if (told.responseBody !== (seen.body === '' ? null : seen.body))
      complain('/responseBody', `${String(told.responseBody)} where the receiver answered ${seen.body}`);
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

function signing(world: World, { secrets, previousSecretExpiresAt }: Receiving, { at }: Arriving): Signing {
  const now = at + world.ahead.least;
  const running =
    secrets.previous !== undefined &&
    previousSecretExpiresAt !== null &&
    now < Date.parse(previousSecretExpiresAt);
  return running
    ? { secret: secrets.previous ?? '', next: secrets.current }
    : { secret: secrets.current, next: undefined };
}

function nextSignature({ next }: Signing, { headers, body, at }: Arriving): string[] {
  const sent = headers['x-atteny-signature-next'];
  const signatures = (headers['webhook-signature'] ?? '').split(' ').length;
  if (next === undefined) {
    if (sent !== undefined) return ['is there outside of a rotation'];
    return signatures === 1 ? [] : [`webhook-signature has ${signatures} signatures outside of a rotation`];
  }
  if (sent === undefined) return ['is missing during a rotation'];
  const found = judgeForm({ headers: { ...headers, 'x-atteny-signature': sent }, body }, next, at);
  if (signatures !== 2) found.push(`webhook-signature has ${signatures} signatures during a rotation`);
  return found;
}

/** Milliseconds that a receiver asked for; null: nothing. */
function retryAfterOf({ answer, answeredAt }: Arriving): number | null {
  const value = answer.headers['retry-after'];
  if (value === undefined) return null;
  return /^\d+$/.test(value) ? Number(value) * 1000 : Math.max(0, Date.parse(value) - answeredAt);
}

interface Body {
  id?: string;
  event?: string;
  data?: { message?: { id?: string } };
}

function parsed(body: string): Body | undefined {
  try {
    return JSON.parse(body) as Body;
  } catch {
    return undefined;
  }
}

function isTaken(world: World, id: string | undefined): boolean {
  return [...world.endpoints.values()].some(({ sendings }) => sendings.some((each) => each.id === id));
}

function isEventTaken(world: World, id: string | undefined): boolean {
  return [...world.endpoints.values()].some(({ sendings }) => sendings.some(({ event }) => event.id === id));
}
