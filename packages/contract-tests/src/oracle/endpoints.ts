import { delivery as promised, limits, webhookEvents } from '@atteny/contract';
import type { Response } from '../target/exchange.ts';
import { deliveryRules } from './deliveries.ts';
import { dataOf, listed, notFound, type Answer, type Rule } from './rule.ts';
import { counted, isOpen, possibleStates, settle, untold, withEndpoint } from './sendings.ts';
import { anyOf, fresh, mismatches, Unknown, within } from './template.ts';
import { isKnown, newestFirst, type Endpoint, type Moment, type Receiving, type World } from './world.ts';

const hour = 3_600_000;
const secretShape = /^whsec_[A-Za-z0-9+/]{43}=$/;

const newSecret = (...known: (string | undefined)[]): Unknown =>
  new Unknown(
    (value) =>
      typeof value !== 'string' || !secretShape.test(value)
        ? 'is no secret'
        : known.includes(value)
          ? 'is the secret of before'
          : undefined,
    () => `whsec_${'A'.repeat(43)}=`,
    'a secret is new',
  );

/** An endpoint as it can be shown now: what its latest deliveries did to it may or may not be written down yet. */
export function shownEndpoint(world: World, endpoint: Receiving, moment: Moment): unknown {
  const shown = possibleStates(endpoint, moment.sent).map((state) => facts(world, state, moment));
  return shown.length === 1 ? shown[0] : anyOf(shown[0], ...shown.slice(1));
}

function facts(_world: World, endpoint: Receiving, moment: Moment): Record<string, unknown> {
  const { id, url, description, events, status, disabledReason, createdAt } = endpoint;
  // Of a receiver that nobody watches it is not known how often it failed.
  const blind = !endpoint.watched && endpoint.sendings.length > 0;
  const later = within(Date.parse(createdAt), moment.to);
  const changedLast = within(endpoint.changedFrom ?? Date.parse(createdAt), moment.to);
  const expiry = endpoint.previousSecretExpiresAt;
  const over = expiry !== null && Date.parse(expiry) <= moment.from;
  const onEdge = expiry !== null && !over && Date.parse(expiry) <= moment.to;
  const failed = blind && endpoint.status === 'ENABLED';
  return {
    id,
    url,
    description,
    events,
    status: failed ? anyOf(status, 'DISABLED') : status,
    disabledReason: failed ? anyOf(disabledReason, 'FAILURES', 'GONE') : disabledReason,
    disabledAt: failed ? anyOf(endpoint.disabledAt, later) : told(endpoint.disabledAt, changedLast),
    consecutiveFailures: blind
      ? new Unknown(
          (value) => (Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : 'is no count'),
          0,
        )
      : endpoint.consecutiveFailures,
    previousSecretExpiresAt: over ? null : onEdge ? anyOf(expiry, null) : expiry,
    createdAt,
    updatedAt: failed ? anyOf(endpoint.updatedAt, later) : told(endpoint.updatedAt, changedLast),
  };
}

const told = (known: string | null, later: Unknown): unknown => (known === untold ? later : known);

/** The world that has learned from an endpoint what it shows. */
export function learned(world: World, shown: Endpoint, moment: Moment): World {
  const known = world.endpoints.get(shown.id);
  if (!known) return world;
  let state = settle(known, moment.sent);
  while (state.unsettled.length > 0 && mismatches(facts(world, state, moment), shown).length > 0) {
    const [first, ...rest] = state.unsettled;
    if (!first) break;
    state = { ...counted(state, first), unsettled: rest };
  }
  return withEndpoint(world, { ...state, ...shown });
}

function learnedAll(world: World, response: Response, moment: Moment): World {
  return dataOf<Endpoint[]>(response).reduce((known, each) => learned(known, each, moment), world);
}

const ordered = (events: readonly string[]): string[] =>
  webhookEvents.filter((event) => events.includes(event));

export const endpointRules = {
  listWebhookEndpoints: {
    parameters: ['page', 'limit'],
    properties: [],
    answer: (world, asked, moment) =>
      listed(
        asked,
        newestFirst(world.endpoints.values()).map((each) => shownEndpoint(world, each, moment)),
        (response) => learnedAll(world, response, moment),
      ),
  },
  createWebhookEndpoint: {
    parameters: [],
    properties: ['url', 'events', 'description'],
    answer(world, { json }, moment) {
      const {
        url,
        events,
        description = null,
      } = json as Pick<Endpoint, 'url' | 'events'> & Partial<Endpoint>;
      const verdict = address(url);
      const refused: Answer = { status: 400, code: 'validation_error', places: ['/body/url'] };
      if (verdict === 'refused') return refused;
      const now = within(moment.from, moment.to);
      const made: Answer =
        world.endpoints.size >= limits.webhookEndpoints
          ? { status: 409, code: 'webhook_limit_reached' }
          : {
              status: 201,
              data: {
                id: fresh(isKnown(world)),
                secret: newSecret(...[...world.endpoints.values()].map(({ secrets }) => secrets.current)),
                url,
                description,
                events: ordered(events),
                status: 'ENABLED',
                disabledReason: null,
                disabledAt: null,
                consecutiveFailures: 0,
                previousSecretExpiresAt: null,
                createdAt: now,
                updatedAt: now,
              },
              next(response) {
                const { secret, ...endpoint } = dataOf<Endpoint & { secret: string }>(response);
                return withEndpoint(world, {
                  ...endpoint,
                  watched: false,
                  secrets: { current: secret, previous: undefined, previousUntil: null },
                  sendings: [],
                  unsettled: [],
                });
              },
            };
      return verdict === 'open' ? [made, refused] : made;
    },
  },
  getWebhookEndpoint: {
    parameters: ['webhookId'],
    properties: [],
    answer(world, { params }, moment) {
      const endpoint = world.endpoints.get(params['webhookId'] ?? '');
      if (!endpoint) return notFound;
      return {
        status: 200,
        data: shownEndpoint(world, endpoint, moment),
        next: (response) => learned(world, dataOf<Endpoint>(response), moment),
      };
    },
  },
  updateWebhookEndpoint: {
    parameters: ['webhookId'],
    properties: ['url', 'events', 'description', 'status'],
    answer(world, { params, json }, moment) {
      const change = json as Partial<Endpoint>;
      const verdict = change.url === undefined ? 'accepted' : address(change.url);
      const refused: Answer = { status: 400, code: 'validation_error', places: ['/body/url'] };
      if (verdict === 'refused') return refused;
      const endpoint = world.endpoints.get(params['webhookId'] ?? '');
      const answers: Answer[] = endpoint ? updates(world, endpoint, change, moment) : [notFound];
      return verdict === 'open' ? [...answers, refused] : answers;
    },
  },
  deleteWebhookEndpoint: {
    parameters: ['webhookId'],
    properties: [],
    answer(world, { params }, moment) {
      const id = params['webhookId'] ?? '';
      const endpoint = world.endpoints.get(id);
      if (!endpoint) return notFound;
      return {
        status: 200,
        data: { id },
        next: () => ({
          ...world,
          endpoints: new Map([...world.endpoints].filter(([each]) => each !== id)),
          deleted: [...world.deleted, { endpoint, deletedAt: moment.received }],
        }),
      };
    },
  },
  rotateWebhookSecret: {
    parameters: ['webhookId'],
    properties: ['overlapHours'],
    answer(world, { params, json }, moment) {
      const id = params['webhookId'] ?? '';
      const endpoint = world.endpoints.get(id);
      if (!endpoint) return notFound;
      const { overlapHours = promised.rotationOverlapHours } = (json ?? {}) as {
        overlapHours?: number | undefined;
      };
      const before = endpoint.previousSecretExpiresAt;
      const running = before !== null && Date.parse(before) > moment.to;
      const [from, to] = [moment.from + overlapHours * hour, moment.to + overlapHours * hour];
      const shorter = running && Date.parse(before) < from;
      const expiry = overlapHours === 0 ? null : shorter ? before : within(from, to);
      return {
        status: 200,
        data: {
          id,
          secret: newSecret(endpoint.secrets.current, endpoint.secrets.previous),
          previousSecretExpiresAt: expiry,
        },
        next(response) {
          const { secret, previousSecretExpiresAt } = dataOf<Endpoint & { secret: string }>(response);
          return withEndpoint(world, {
            ...endpoint,
            previousSecretExpiresAt,
            updatedAt: untold,
            changedFrom: moment.from,
            secrets: {
              current: secret,
              previous:
                previousSecretExpiresAt === null
                  ? undefined
                  : running
                    ? endpoint.secrets.previous
                    : endpoint.secrets.current,
              previousUntil: previousSecretExpiresAt,
              before: {
                secrets: endpoint.secrets,
                rotatedAt: moment.received,
                worldTime: moment.to,
              },
            },
          });
        },
      };
    },
  },
  ...deliveryRules,
} satisfies Record<string, Rule>;

/** What a change makes of an endpoint, for each of the states that it may be in. */
function updates(world: World, endpoint: Receiving, change: Partial<Endpoint>, moment: Moment): Answer[] {
  return possibleStates(endpoint, moment.sent).map((state) => {
    const after = changed(state, change);
    const now = within(moment.from, moment.to);
    const disabledNow = after.status === 'DISABLED' && state.status === 'ENABLED';
    const blind = !state.watched && state.sendings.length > 0;
    return {
      status: 200,
      data: {
        ...facts(world, after, moment),
        ...(disabledNow && {
          disabledReason: blind ? anyOf('MANUAL', 'FAILURES') : 'MANUAL',
          disabledAt: now,
        }),
        ...(change.status === 'ENABLED' && {
          status: 'ENABLED',
          disabledReason: null,
          disabledAt: null,
          consecutiveFailures: 0,
        }),
        updatedAt: now,
      },
      next: (response: Response) => {
        const shown = dataOf<Endpoint>(response);
        return withEndpoint(world, { ...after, ...shown, unsettled: state.unsettled });
      },
    };
  });
}

function changed(endpoint: Receiving, { status, events, ...change }: Partial<Endpoint>): Receiving {
  const plain = { ...endpoint, ...change, ...(events && { events: ordered(events) as Endpoint['events'] }) };
  if (status === 'DISABLED' && endpoint.status === 'ENABLED') {
    return {
      ...plain,
      status,
      sendings: endpoint.sendings.map((each) => (isOpen(each) ? { ...each, withdrawn: 'suspended' } : each)),
    };
  }
  if (status === 'ENABLED') {
    return {
      ...plain,
      status,
      disabledReason: null,
      disabledAt: null,
      consecutiveFailures: 0,
      sendings: endpoint.sendings.map((each) =>
        each.withdrawn === 'suspended' ? { ...each, withdrawn: undefined, wasSuspended: true } : each,
      ),
    };
  }
  return plain;
}

/** Whether an address may be saved: a name may or may not lead to a public address, a number says it itself. */
function address(text: string): 'accepted' | 'refused' | 'open' {
  if (!URL.canParse(text)) return 'refused';
  const url = new URL(text);
  const host = url.hostname;
  if (url.username !== '' || url.password !== '' || url.hash !== '' || /[\s\\]/.test(text)) return 'refused';
  // A sandbox takes its own machine, and a server in production does not.
  if (/^(127\.|\[::1\]$|localhost$)/.test(host)) return 'accepted';
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(host)) return 'open';
  return url.protocol === 'https:' && host.startsWith('93.184.215.') ? 'accepted' : 'open';
}
