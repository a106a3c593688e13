import type { components } from '@atteny/contract/console';
import { contactOfNumber, withContact } from './contacts.ts';
import { said, shownConversation } from './messages.ts';
import { delivery as promised } from '@atteny/contract';
import { isOpen, settle, waitAfter, withChanged, withEndpoint } from './sendings.ts';
import { fresh, mismatches, within, type Mismatch } from './template.ts';
import type { Doing } from './timeline.ts';
import {
  isKnown,
  momentOf,
  withEntry,
  type Contact,
  type Key,
  type Message,
  type Moment,
  type Seen,
  type World,
} from './world.ts';

type Schemas = components['schemas'];

/** What is wrong with what a console said of the public world, and the world after it. */
export interface Step {
  world: World;
  found: Mismatch[];
}

/** A world as it is born. */
export function born({ data, sent, received }: Doing): World {
  const { id, key, organization, apiKey, clock } = data as Schemas['WorldWithKey'];
  const { name, hasAPI, hasWebhooks, monthlyQuota, requestsPerMinute } = organization.plan;
  return {
    id,
    organization: { id: organization.id, name: organization.name, slug: organization.slug },
    plan: { name, hasAPI, hasWebhooks },
    monthlyQuota,
    requestsPerMinute,
    ahead: aheadOf(clock.now, sent, received),
    keys: new Map([[key, keyOf(apiKey)]]),
    contacts: new Map(),
    conversations: new Map(),
    endpoints: new Map(),
    deleted: [],
    rate: new Map(),
    quota: { month: -1, used: 0 },
    idempotency: new Map(),
    requestIds: [],
    waits: [],
    settledAt: 0,
    lost: false,
    namedSince: [],
  };
}

function aheadOf(now: string, sent: number, received: number): World['ahead'] {
  const at = Date.parse(now);
  return { least: at - received, most: at - sent };
}

function keyOf({ name, prefix, scopes, requestsPerMinute, expiresAt }: Schemas['ConsoleApiKey']): Key {
  return {
    name,
    prefix,
    scopes,
    requestsPerMinute: requestsPerMinute ?? null,
    expiresAt: expiresAt === null ? null : Date.parse(expiresAt),
    revokedAt: null,
  };
}

/** Requests that a reply gave an id, and the console does not know by it. */
function unkept({ requestIds }: World, data: unknown): Mismatch[] {
  const kept = new Set((data as { id: string }[]).map(({ id }) => id));
  return requestIds
    .filter((id) => !kept.has(id))
    .map((id) => ({
      place: '/headers/x-request-id',
      message: `the journal of the console has no request ${id}`,
      rule: 'the journal keeps every request',
    }));
}

/** What a console's operation does to a world. */
export function done(world: World, doing: Doing): Step {
  const { operation, input, data, sent, received } = doing;
  const moment = momentOf(world, sent, received);
  switch (operation) {
    case 'createWorld':
      return { world, found: [] };
    case 'updateWorld': {
      const { plan = {}, name = world.organization.name } = input as Schemas['UpdateWorldRequest'];
      const {
        monthlyQuota = world.monthlyQuota,
        requestsPerMinute = world.requestsPerMinute,
        ...rest
      } = plan;
      return {
        world: {
          ...world,
          organization: { ...world.organization, name },
          monthlyQuota,
          requestsPerMinute,
          plan: { ...world.plan, ...rest },
        },
        found: [],
      };
    }
    case 'createApiKey': {
      const { key, ...shown } = data as Schemas['ApiKeyWithValue'];
      return { world: { ...world, keys: withEntry(world.keys, key, keyOf(shown)) }, found: [] };
    }
    case 'updateApiKey': {
      const key = String(input['key']);
      const before = world.keys.get(key);
      if (!before) return { world, found: [] };
      const { name } = data as Schemas['ConsoleApiKey'];
      return { world: { ...world, keys: withEntry(world.keys, key, { ...before, name }) }, found: [] };
    }
    case 'revokeApiKey': {
      const key = String(input['key']);
      const before = world.keys.get(key);
      if (!before) return { world, found: [] };
      return {
        world: { ...world, keys: withEntry(world.keys, key, { ...before, revokedAt: received }) },
        found: [],
      };
    }
    case 'simulateInboundMessage':
      return wrote(world, input as Schemas['SimulateInboundMessageRequest'], data, moment);
    case 'updateConversationStatus': {
      const conversation = world.conversations.get(String(input['conversationId']));
      if (!conversation) return { world, found: [] };
      const status = input['status'] as typeof conversation.status;
      const same = status === conversation.status;
      const template = {
        ...shownConversation(world, { ...conversation, status }),
        updatedAt: same ? conversation.updatedAt : within(moment.from, moment.to),
      };
      const { updatedAt } = data as { updatedAt: string };
      const after = { ...conversation, status, updatedAt };
      return {
        world: { ...world, conversations: withEntry(world.conversations, conversation.id, after) },
        found: mismatches(template, data),
      };
    }
    case 'listJournalRequests':
      return { world, found: unkept(world, data) };
    case 'advanceClock':
    default:
      return advanced(world, doing);
  }
}

function wrote(
  world: World,
  input: Schemas['SimulateInboundMessageRequest'],
  data: unknown,
  moment: Moment,
): Step {
  const known = contactOfNumber(world, input.phoneNumber);
  const now = within(moment.from, moment.to);
  const conversation =
    known && [...world.conversations.values()].find(({ contactId }) => contactId === known.id);
  const contact = known ?? {
    id: fresh(isKnown(world)),
    phoneNumber: input.phoneNumber,
    name: input.name ?? null,
    createdAt: now,
    updatedAt: now,
  };
  const template = {
    message: {
      id: fresh(isKnown(world)),
      conversationId: conversation?.id ?? fresh(isKnown(world)),
      direction: 'INBOUND',
      type: input.type ?? 'TEXT',
      content: input.content,
      mediaUrl: input.mediaUrl ?? null,
      mediaType: input.mediaType ?? null,
      createdAt: now,
    },
    conversation: {
      id: conversation?.id ?? fresh(isKnown(world)),
      status: conversation && conversation.status !== 'CLOSED' ? conversation.status : 'OPEN',
      createdAt: conversation?.createdAt ?? now,
      updatedAt: now,
    },
    contact,
  };
  const shown = data as {
    message: Message;
    conversation: { id: string; createdAt: string; updatedAt: string };
    contact: Contact;
  };
  const met = withContact(world, shown.contact);
  const opened: World = conversation
    ? met
    : {
        ...met,
        conversations: withEntry(met.conversations, shown.conversation.id, {
          id: shown.conversation.id,
          status: 'OPEN',
          contactId: shown.contact.id,
          createdAt: shown.conversation.createdAt,
          updatedAt: shown.conversation.updatedAt,
          messages: [],
        }),
      };
  return { world: said(opened, shown.conversation.id, shown.message), found: mismatches(template, data) };
}

/**
 * The clock went on, and all that fell due was tried and waited for: what has not arrived by now is missing, and what was
 * answered is written down.
 */
function advanced(world: World, { data, sent, received }: Doing): Step {
  const { clock, attempts, completed } = data as Schemas['ClockAdvance'];
  const found: Mismatch[] = [];
  const ahead = aheadOf(clock.now, sent, received);
  let after = world;
  for (const [index, played] of attempts.entries()) {
    const endpoint = after.endpoints.get(played.webhookId);
    const sending = endpoint?.sendings.find(({ id }) => id === played.deliveryId);
    if (!endpoint?.watched) continue;
    const seen = sending?.seen[played.number - 1];
    if (!sending || !seen) {
      found.push({
        place: `/attempts/${index}`,
        message: `attempt ${played.number} of ${played.deliveryId} reached no receiver`,
        rule: 'an attempt of the clock reaches its receiver',
      });
      continue;
    }
    if (seen.status !== played.statusCode) {
      found.push({
        place: `/attempts/${index}/statusCode`,
        message: `${String(played.statusCode)} where the receiver answered ${seen.status ?? 'nothing'}`,
        rule: 'an attempt of the clock is what it was answered',
      });
    }
    const list = sending.seen.map((each) =>
      each === seen ? { ...each, startedAt: played.startedAt } : each,
    );
    after = withChanged(after, endpoint.id, sending, { ...sending, seen: list });
  }
  after = { ...after, ahead };
  if (!completed) return { world: after, found };
  after = { ...after, settledAt: received };
  for (const endpoint of after.endpoints.values()) {
    const settled = settle(endpoint, received, true);
    after = withEndpoint(after, settled);
    if (!settled.watched || settled.status === 'DISABLED') continue;
    for (const sending of settled.sendings) {
      if (sending.kind === 'TEST' || sending.withdrawn !== undefined || !isOpen(sending)) continue;
      const missing = overdue(sending.seen, Date.parse(clock.now), after);
      if (missing !== undefined) {
        found.push({
          place: '/attempts',
          message: `${sending.event.event} ${missing}`,
          rule: 'what is due comes',
        });
      }
    }
  }
  return { world: after, found };
}

/** Why an attempt that did not come was due; undefined: none was. */
function overdue(seen: readonly Seen[], now: number, world: World): string | undefined {
  if (!world.plan.hasWebhooks) return undefined;
  const last = seen.at(-1);
  if (!last) return 'was not delivered';
  if (seen.length >= promised.delaysSeconds.length || last.startedAt === undefined) return undefined;
  const { most } = waitAfter(seen.length, last);
  const due = Date.parse(last.startedAt) + (last.answeredAt - last.at) + most + 1500;
  return due < now ? `was not tried again after attempt ${seen.length}` : undefined;
}
